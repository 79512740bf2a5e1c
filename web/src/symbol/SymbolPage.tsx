import { useCallback, useMemo, useState } from 'react';
import { AlertForm } from '../alerts/AlertForm';
import { alertStore } from '../alerts/alertStore';
import { replaceLevel, useConditions } from '../alerts/conditions';
import { ruleOf } from '../alerts/readAlerts';
import { useSymbolAlerts } from '../alerts/useAlerts';
import { messageOf } from '../api/problem';
import type { Alert, AlertRequest, PreviewAnswer } from '../api/types';
import { precisionOf, priceText } from '../format/price';
import { timeZone, zoneAt } from '../format/time';
import { quotes, useWatch } from '../live/live';
import { Link } from '../router/router';
import { Segments } from '../ui/Segments';
import { ErrorState, LoadingState, State } from '../ui/State';
import { showToast } from '../ui/toasts';
import { Chart } from './Chart';
import { type Interval, intervals } from './candles';
import { draftId, linesOf, nearestAlerts, parseLineId } from './lines';
import { QuoteHeader } from './QuoteHeader';
import { SymbolAlerts } from './SymbolAlerts';
import { Trades } from './Trades';
import { useBars } from './useBars';
import { useSymbolTriggers } from './useSymbolTriggers';
import './symbol.css';

const intervalChoices = (Object.keys(intervals) as Interval[]).map(
  (interval) => [interval, interval] as const,
);

interface Edited {
  id: string;
  alert?: Alert;
  rule: AlertRequest;
}

/** The page of one symbol. */
export default function SymbolPage({ symbol }: { symbol: string }) {
  useWatch([symbol]);
  const [interval, setInterval] = useState<Interval>('1m');
  const { bars, error, isUnknown, isLoading, loadOlder, reload } = useBars(symbol, interval);
  const own = useSymbolAlerts(symbol);
  const [edited, setEdited] = useState<Edited>();
  const [preview, setPreview] = useState<PreviewAnswer>();
  // The price only matters to choose among very many alerts; it must not make all lines anew at every tick.
  const drawn = useMemo(() => nearestAlerts(own, quotes.get(symbol)?.lastPrice ?? null), [own, symbol]);
  const texts = useMemo(
    () => [...drawn.map((alert) => alert.when), ...(edited ? [edited.rule.when] : [])],
    [drawn, edited],
  );
  const parses = useConditions(texts);
  const price = quotes.get(symbol)?.lastPrice ?? bars.at(-1)?.close ?? null;
  const decimals = precisionOf(symbol);
  const lastTime = (bars.at(-1)?.time ?? Date.now() / 1_000) * 1_000;
  const lines = useMemo(() => linesOf(drawn, parses, edited), [drawn, parses, edited]);
  const triggers = useSymbolTriggers(symbol);
  const fired = useMemo(() => triggers.map((trigger) => Date.parse(trigger.time)), [triggers]);
  const previewed = useMemo(
    () => preview?.triggers.map((trigger) => Date.parse(trigger.time)) ?? [],
    [preview],
  );

  const startAt = useCallback(
    (level: number) => {
      const when = `price crosses ${priceText(level, precisionOf(symbol))}`;
      setEdited({ id: draftId, rule: { symbol, when, frequency: 'everyTime', severity: 'info' } });
    },
    [symbol],
  );
  const edit = (alert: Alert) => setEdited({ id: alert.id, alert, rule: ruleOf(alert) });
  const close = useCallback(() => {
    setEdited(undefined);
    setPreview(undefined);
  }, []);

  const moveLine = async (lineId: string, to: number) => {
    const { alertId, level } = parseLineId(lineId);
    const rule = edited?.id === alertId ? edited.rule : own.find((alert) => alert.id === alertId);
    const span = rule && parses.get(rule.when)?.levels[level];
    if (!rule || !span) {
      return;
    }
    const when = replaceLevel(rule.when, span, priceText(to, decimals));
    if (edited?.id === alertId) {
      setEdited({ ...edited, rule: { ...edited.rule, when } });
      return;
    }
    const alert = own.find((each) => each.id === alertId);
    if (alert) {
      try {
        await alertStore.replace(alert, { ...ruleOf(alert), when });
      } catch (failure) {
        showToast({ kind: 'error', text: 'The level stays where it was', detail: messageOf(failure) });
      }
    }
  };

  const openLine = (lineId: string) => {
    const alert = own.find((each) => each.id === parseLineId(lineId).alertId);
    if (alert) {
      edit(alert);
    }
  };

  return (
    <div className="page symbol-page">
      <QuoteHeader symbol={symbol} />
      <div className="symbol-layout">
        <section className="panel chart-panel" aria-label="Chart">
          <div className="panel-head">
            <Segments label="Interval" value={interval} choices={intervalChoices} onChange={setInterval} />
            <span className="spring" />
            <span className="quiet chart-hint">
              Click the price axis to start an alert; drag a line to move it
            </span>
            <span className="quiet" title={`Times are in ${timeZone}`}>
              {zoneAt(lastTime)}
            </span>
          </div>
          <div className="chart-frame">
            <Chart
              label={`Candles of ${symbol}, ${interval}`}
              bars={bars}
              decimals={decimals}
              interval={interval}
              lines={lines}
              fired={fired}
              previewed={previewed}
              onPick={startAt}
              onMoveLine={moveLine}
              onOpenLine={openLine}
              onNeedOlder={loadOlder}
            />
            {bars.length > 0 ? null : (
              <div className="chart-state">
                {isUnknown ? (
                  <State
                    title={`The silo does not know ${symbol}`}
                    action={<Link href="/">Go to the markets</Link>}
                  >
                    It never had a trade or an alert. Check the name, or create an alert that waits for its
                    first trade.
                  </State>
                ) : error ? (
                  <ErrorState what="The candles" error={error} onRetry={reload} />
                ) : isLoading ? (
                  <LoadingState what="candles" />
                ) : (
                  <State title="No candles yet">{symbol} has not traded since the silo has known it.</State>
                )}
              </div>
            )}
          </div>
        </section>
        <div className="symbol-side">
          {edited ? (
            <section className="panel side-form" aria-label={edited.alert ? 'Edit alert' : 'New alert'}>
              <div className="panel-head">
                <h2>{edited.alert ? 'Edit alert' : `New alert on ${symbol}`}</h2>
              </div>
              <AlertForm
                key={edited.id}
                alert={edited.alert}
                rule={edited.rule}
                onRule={(rule) => setEdited({ ...edited, rule })}
                onPreview={setPreview}
                isSymbolFixed
                onDone={close}
              />
            </section>
          ) : (
            <SymbolAlerts alerts={drawn} count={own.length} onEdit={edit} onNew={() => startAt(price ?? 1)} />
          )}
          <Trades symbol={symbol} decimals={decimals} />
        </div>
      </div>
    </div>
  );
}
