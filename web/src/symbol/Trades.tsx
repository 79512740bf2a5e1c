import { useEffect, useState } from 'react';
import { request } from '../api/client';
import type { TradeItem, TradeList } from '../api/types';
import { formatCompact } from '../format/number';
import { formatPrice } from '../format/price';
import { formatClock, zoneAt } from '../format/time';
import { quotes } from '../live/live';

const shown = 40;
const leastPause = 500;

/** The newest trades: asked for again when the symbol traded, twice a second at most. */
export function Trades({ symbol, decimals }: { symbol: string; decimals: number }) {
  const trades = useTrades(symbol);
  const zone = zoneAt(trades?.[0] ? Date.parse(trades[0].time) : Date.now());
  return (
    <section className="panel trades" aria-label="Recent trades">
      <div className="panel-head">
        <h2>Trades</h2>
        <span className="spring" />
        <span className="quiet">{zone}</span>
      </div>
      <ul>
        {(trades ?? []).map((trade, at) => {
          const before = trades?.[at + 1]?.price ?? trade.price;
          const direction = trade.price > before ? 'up' : trade.price < before ? 'down' : '';
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: trades have no name; the list shifts as a whole.
            <li key={at}>
              <span className="quiet">{formatClock(trade.time)}</span>
              <span className={`num ${direction}`}>{formatPrice(trade.price, decimals)}</span>
              <span className="num">{formatCompact(trade.size)}</span>
            </li>
          );
        })}
      </ul>
      {trades?.length === 0 ? <p className="state">No trades yet.</p> : null}
    </section>
  );
}

function useTrades(symbol: string): readonly TradeItem[] | undefined {
  const [trades, setTrades] = useState<readonly TradeItem[]>();
  useEffect(() => {
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isLoading = false;
    let isStale = false;
    const load = async () => {
      isLoading = true;
      isStale = false;
      try {
        const path = `/trades/${encodeURIComponent(symbol)}`;
        const { items } = await request<TradeList>(path, { query: { limit: shown }, signal: abort.signal });
        setTrades(items);
      } catch {
        // The next trade asks again.
      }
      timer = setTimeout(() => {
        isLoading = false;
        if (isStale) {
          void load();
        }
      }, leastPause);
    };
    void load();
    const leave = quotes.subscribe(symbol, () => {
      isStale = true;
      if (!isLoading) {
        void load();
      }
    });
    return () => {
      abort.abort();
      clearTimeout(timer);
      leave();
    };
  }, [symbol]);
  return trades;
}
