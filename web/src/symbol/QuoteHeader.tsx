import { useEffect, useState } from 'react';
import type { Quote } from '../api/types';
import { formatCompact } from '../format/number';
import { formatPercent, formatPrice, formatSigned, precisionOf } from '../format/price';
import { formatDateTime } from '../format/time';
import { quotes } from '../live/live';

/** The newest quote of a symbol, once a frame at most. */
export function useQuote(symbol: string): Quote | undefined {
  const [quote, setQuote] = useState(() => quotes.get(symbol));
  useEffect(() => {
    setQuote(quotes.get(symbol));
    return quotes.subscribe(symbol, setQuote);
  }, [symbol]);
  return quote?.symbol === symbol ? quote : undefined;
}

/** The symbol's last price and its day. */
export function QuoteHeader({ symbol }: { symbol: string }) {
  const quote = useQuote(symbol);
  const decimals = precisionOf(symbol);
  const change = quote?.change ?? 0;
  const direction = change > 0 ? 'up' : change < 0 ? 'down' : 'quiet';
  const percent = quote?.changePercent;
  return (
    <div className="quote-head">
      <h1>{symbol}</h1>
      <span className="quote-price">{formatPrice(quote?.lastPrice, decimals)}</span>
      <span className={`quote-change ${direction}`}>
        {formatSigned(quote?.change, decimals)} (
        {formatPercent(percent === null || percent === undefined ? null : percent / 100)})
      </span>
      <dl className="quote-day">
        <Figure name="Open" value={formatPrice(quote?.dayOpen, decimals)} />
        <Figure name="High" value={formatPrice(quote?.dayHigh, decimals)} />
        <Figure name="Low" value={formatPrice(quote?.dayLow, decimals)} />
        <Figure name="Volume" value={quote ? formatCompact(quote.dayVolume) : '–'} />
        <Figure name="Trades" value={quote ? formatCompact(quote.dayTradeCount) : '–'} />
        <Figure name="Last trade" value={quote?.lastTime ? formatDateTime(quote.lastTime) : '–'} />
      </dl>
    </div>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
