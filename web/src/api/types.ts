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
export interface InboxState {
  firstNumber: number;
  lastNumber: number;
  unreadCount: number;
  read: { first: number; last: number }[];
}
export interface ConditionLevel {
  value: number;
  column: number;
  length: number;
}
export interface ConditionError {
  column: number;
  reason: string;
  expected: string[];
}
export interface Completion {
  text: string;
  column: number;
}
export interface ConditionParse {
  when: string;
  error: ConditionError | null;
  levels: ConditionLevel[];
  completions: Completion[];
}
export interface ConditionParses {
  items: ConditionParse[];
}
export interface PreviewTrigger {
  time: string;
  price: number;
}
export interface PreviewAnswer {
  symbol: string;
  from: string | null;
  to: string | null;
  tickCount: number;
  isComplete: boolean;
  reason: string | null;
  triggerCount: number;
  suppressedCount: number;
  triggers: PreviewTrigger[];
}
export interface MarketSummary {
  time: string;
  symbolCount: number;
  tickCount: number;
  alertCount: number;
  armedCount: number;
  triggerCount: number;
  advancingCount: number;
  decliningCount: number;
  gainers: Quote[];
  losers: Quote[];
  mostActive: Quote[];
}
export interface SourceItem {
  name: string;
  state: string;
  tickCount: number;
  skippedCount: number;
  detail: string | null;
}
export interface PartitionItem {
  number: number;
  position: number;
  end: number;
  lag: number;
  checkpoint: number;
  tickCount: number;
  state: string;
  detail: string | null;
}
export interface GrainTypeItem {
  type: string;
  activations: number;
  calls: number;
  failures: number;
  p50Microseconds: number;
  p99Microseconds: number;
  waiting: number;
}
export interface SiloAnswer {
  version: string;
  startedAt: string;
  uptimeSeconds: number;
  sources: SourceItem[];
  partitions: PartitionItem[];
  grains: GrainTypeItem[];
}
export interface GrainItem {
  type: string;
  key: string;
  calls: number;
  waiting: number;
  running: number;
  idleSeconds: number;
}
export interface GrainList {
  items: GrainItem[];
  isWhole: boolean;
}
export interface GrainInspection {
  type: string;
  key: string;
  isActive: boolean;
  state: unknown;
}
