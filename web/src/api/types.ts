import type { components } from './schema';

type Schemas = components['schemas'];

export type FieldError = Schemas['FieldError'];
export type Problem = Schemas['Problem'];
export type Quote = Schemas['Quote'];
export type QuotePage = Schemas['QuotePage'];
export type TradeItem = Schemas['Trade'];
export type TradeList = Schemas['TradeList'];
export type CandleItem = Schemas['Candle'];
export type CandleList = Schemas['CandleList'];
export type Severity = Schemas['AlertSeverity'];
export type Frequency = Schemas['AlertFrequency'];
export type AlertStatus = Schemas['AlertStatus'];
export type Alert = Schemas['Alert'];
export type AlertPage = Schemas['AlertPage'];
export type AlertRequest = Schemas['AlertRequest'];
export type TriggerItem = Schemas['Trigger'];
export type TriggerPage = Schemas['TriggerPage'];
export type InboxState = Schemas['InboxAnswer'];
export type ConditionLevel = Schemas['ConditionLevel'];
export type ConditionParse = Schemas['Condition'];
export type ConditionParses = Schemas['ConditionList'];
export type PreviewAnswer = Schemas['PreviewAnswer'];
export type SiloAnswer = Schemas['SiloAnswer'];
export type SiloEntry = Schemas['Silo'];
export type SiloList = Schemas['SiloList'];
export type GrainTypeStats = Schemas['GrainType'];
export type GrainItem = Schemas['Grain'];
export type GrainList = Schemas['GrainList'];
export type GrainInspection = Schemas['GrainView'];

/** What the hub sends as `candle`; the OpenAPI document does not describe the hub. */
export interface CandleUpdate {
  symbol: string;
  interval: string;
  candle: CandleItem;
}
