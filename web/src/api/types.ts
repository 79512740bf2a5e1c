export interface FieldError {
  field: string | null;
  reason: string;
  index?: number | null;
  column?: number | null;
  expected?: string[] | null;
}
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string | null;
  instance: string | null;
  errors: FieldError[];
}
export interface Quote {
  symbol: string;
  lastPrice: number | null;
  lastSize: number;
  lastTime: string | null;
  dayOpen: number | null;
  dayHigh: number | null;
  dayLow: number | null;
  dayVolume: number;
  dayTradeCount: number;
  previousClose: number | null;
  change: number | null;
  changePercent: number | null;
  alertCount: number;
  armedCount: number;
  lateCount: number;
  tickCount: number;
  partition: number;
}
export interface QuotePage {
  items: Quote[];
  next: string | null;
}
export interface TradeItem {
  time: string;
  price: number;
  size: number;
}
export interface TradeList {
  symbol: string;
  items: TradeItem[];
}
export interface CandleItem {
  time: string;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
  vwap: number;
  tradeCount: number;
}
export interface CandleList {
  symbol: string;
  interval: string;
  items: CandleItem[];
}
export interface CandleUpdate {
  symbol: string;
  interval: string;
  candle: CandleItem;
}
export type Severity = 'info' | 'warning' | 'critical';
export type Frequency = 'everyTime' | 'once';
export type AlertStatus = 'armed' | 'cooling' | 'triggered' | 'paused' | 'expired' | 'deleted';
export interface Alert {
  id: string;
  symbol: string;
  when: string;
  frequency: Frequency;
  cooldown: string | null;
  rearm: number;
  expiresAt: string | null;
  name: string | null;
  severity: Severity;
  message: string | null;
  status: AlertStatus;
  triggerCount: number;
  suppressedCount: number;
  lastTriggeredAt: string | null;
  createdAt: string;
  version: number;
}
export interface AlertPage {
  items: Alert[];
  next: string | null;
}
export interface AlertRequest {
  symbol: string;
  when: string;
  frequency?: Frequency;
  cooldown?: string | null;
  rearm?: number | null;
  expiresAt?: string | null;
  name?: string | null;
  severity?: Severity;
  message?: string | null;
}
export interface TriggerItem {
  number: number;
  id: string;
  alertId: string;
  name: string | null;
  symbol: string;
  when: string;
  price: number;
  time: string;
  partition: number;
  position: string;
  severity: Severity;
  message: string | null;
}
export interface TriggerPage {
  items: TriggerItem[];
  next: number | null;
}
