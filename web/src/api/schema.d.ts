// Generated from the silo's OpenAPI document by `npm run types`; do not edit.

export interface paths {
    "/api/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List alerts
         * @description In the order of symbol and id. A page may be short although more follow; go on until `next` is null.
         */
        get: operations["listAlerts"];
        put?: never;
        /**
         * Create an alert
         * @description The alert is armed before the answer is sent: a tick that is ingested after the answer is tested against it.
         */
        post: operations["createAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an alert
         * @description Its version is the ETag; counts and status change without it.
         */
        get: operations["getAlert"];
        /**
         * Replace an alert's rule
         * @description The whole rule is replaced; fields that are absent get their defaults. It is armed freshly when when, rearm, cooldown, frequency or expiresAt change, and goes on as it is otherwise. What a GET gave can be sent: fields that are not the user's are ignored. The symbol cannot change. A paused alert stays paused.
         */
        put: operations["replaceAlert"];
        post?: never;
        /**
         * Delete an alert
         * @description Its triggers stay.
         */
        delete: operations["deleteAlert"];
        options?: never;
        head?: never;
        /**
         * Change some of an alert's rule
         * @description A merge patch (RFC 7396): fields that are given are changed, null takes the default, the others stay. It is armed freshly as by a replacement.
         */
        patch: operations["changeAlert"];
        trace?: never;
    };
    "/api/v1/alerts/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause an alert
         * @description It is not watched until it is resumed. A paused one stays so.
         */
        post: operations["pauseAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume an alert
         * @description A paused alert is armed freshly; another one stays as it is.
         */
        post: operations["resumeAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create many alerts
         * @description Takes an array of up to 10,000 alerts. Each is created or refused by itself; the answer is 200 with one entry for each, in the order of the request.
         */
        post: operations["createAlerts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/parse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Parse conditions
         * @description For each text of `when`: the column of an error and what was expected there, where its levels stand, and how it may go on. Creates nothing.
         */
        post: operations["parseConditions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try an alert on the past
         * @description Folds the rule over the ticks that the log still holds, and over one-minute candles before them, and answers when it would have fired. Bounded in time; end the request to cancel the run. Creates nothing.
         */
        post: operations["previewAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/candles/{symbol}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a symbol's candles
         * @description Oldest first, the running one last. Candles are aligned to UTC; `time` is the start of the interval.
         */
        get: operations["listCandles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is the process alive?
         * @description 200 as long as it answers at all.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the inbox's state
         * @description The last number, and which triggers were read.
         */
        get: operations["getInbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark triggers read
         * @description Either `numbers`, at most 1,000, or all up to `upTo`.
         */
        post: operations["markRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/market-summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the market at a glance
         * @description At most a second old.
         */
        get: operations["getMarketSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quotes/{symbol}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a symbol's quote
         * @description Last price and the statistics of its market day (UTC).
         */
        get: operations["getQuote"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Should the silo get work?
         * @description 503 with the reasons while it should not: it catches up with the log after a start, or its storage takes no writes.
         */
        get: operations["getReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/silo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the silo's state
         * @description Sources, partitions of the tick log, and grain statistics.
         */
        get: operations["getSilo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/silo/grains": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List activated grains
         * @description Those with most calls first, of all silos or of one.
         */
        get: operations["listGrains"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/silo/grains/{type}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deactivate a grain
         * @description Its present work ends first; the next call activates it again from what is stored.
         */
        post: operations["deactivateGrain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/silo/grains/{type}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look into a grain
         * @description Its state as JSON, for people; the shape may change.
         */
        get: operations["inspectGrain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/silos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all silos
         * @description Each with its state and the partitions that it owns; this one first. A silo that does not answer comes with the reason.
         */
        get: operations["listSilos"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/symbols": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List symbols
         * @description Every symbol that ever had a tick or an alert, by name. A page may be short although more follow; go on until `next` is null.
         */
        get: operations["listSymbols"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ticks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ingest ticks
         * @description One object, an array of them, or one a line (application/x-ndjson), at most 100,000. 202 comes after the accepted ones are durable; the rejected ones are listed with their place and first fault. When not a single one is accepted, the answer is 400 and its errors are those faults. Malformed JSON rejects the whole request, but a malformed line only itself. Send a `source` with `sequence` or `id` to make sending again safe: what came before is not stored and named under `repeated`. Fields have the names of `Ticks:Fields` (`ts`, `timestamp`, `qty`, `volume` among them), others are passed over, numbers may be quoted, times may be seconds to nanoseconds since 1970, and ticks may stand in an envelope such as `{"data": [...]}`. The body may be compressed (gzip, br).
         */
        post: operations["postTicks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/trades/{symbol}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a symbol's newest trades
         * @description Newest first.
         */
        get: operations["listTrades"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/triggers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List triggers
         * @description In the order of their numbers: 1, 2, 3 … without gaps.
         */
        get: operations["listTriggers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is the process alive?
         * @description 200 as long as it answers at all.
         */
        get: operations["getHealthAtRoot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Should the silo get work?
         * @description 503 with the reasons while it should not: it catches up with the log after a start, or its storage takes no writes.
         */
        get: operations["getReadyAtRoot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An alert: the rule with its live state. */
        Alert: {
            /** @description Least market time between two triggers, like 60s; null for none. */
            cooldown: null | string;
            /**
             * Format: date-time
             * @description When it was created.
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Market time at which it ends; null for never.
             */
            expiresAt: null | string;
            /** @description How often it may fire. */
            frequency: components["schemas"]["AlertFrequency"];
            /**
             * Format: uuid
             * @description Its id, a UUID version 7.
             */
            id: string;
            /**
             * Format: date-time
             * @description Market time of the last trigger.
             */
            lastTriggeredAt: null | string;
            /** @description Template of the trigger's message. */
            message: null | string;
            /** @description The user's name for it. */
            name: null | string;
            /**
             * Format: double
             * @description Re-arm distance in the price's unit; 0 for none.
             */
            rearm: number;
            /** @description How much it matters. */
            severity: components["schemas"]["AlertSeverity"];
            /** @description Where it is in its life. */
            status: components["schemas"]["AlertStatus"];
            /**
             * Format: int64
             * @description Crossings that fell into a cooldown.
             */
            suppressedCount: number;
            /** @description The symbol. */
            symbol: string;
            /**
             * Format: int64
             * @description How often it fired.
             */
            triggerCount: number;
            /**
             * Format: int32
             * @description 1, then one more with each change by its user; the ETag.
             */
            version: number;
            /** @description The condition. */
            when: string;
        };
        /**
         * @description How often an alert may fire.
         * @enum {string}
         */
        AlertFrequency: "everyTime" | "once";
        /** @description Some alerts, by symbol and id. */
        AlertPage: {
            /** @description The alerts; a page may be short or empty although more follow. */
            items: components["schemas"]["Alert"][];
            /** @description Cursor of the next page; null when this is the last one. */
            next: null | string;
        };
        /** @description What of an alert's rule is to change; what is absent stays as it is. */
        AlertPatch: {
            /** @description Least market time between two triggers: a whole number and s, m, h or d, at most 366d; null: none. */
            cooldown?: null | string;
            /**
             * Format: date-time
             * @description Market time at which the alert ends; null: never.
             */
            expiresAt?: null | string;
            frequency?: null | components["schemas"]["AlertFrequency"];
            /** @description Template of the trigger's message with {symbol}, {price}, {time}, {name} and {when}; {{ and }} stand for braces; null: none. */
            message?: null | string;
            /** @description The user's name for it; null: none. */
            name?: null | string;
            /**
             * Format: double
             * @description How far the price must retreat before the alert can fire again, in the price's unit; null: 0.
             */
            rearm?: null | number;
            severity?: null | components["schemas"]["AlertSeverity"];
            /** @description The condition. */
            when?: null | string;
        };
        /** @description What a user asks to be watched. */
        AlertRequest: {
            /** @description Least market time between two triggers: a whole number and s, m, h or d, at most 366d; null: none. */
            cooldown?: null | string;
            /**
             * Format: date-time
             * @description Market time at which the alert ends; null: never.
             */
            expiresAt?: null | string;
            frequency?: null | components["schemas"]["AlertFrequency"];
            /** @description Template of the trigger's message with {symbol}, {price}, {time}, {name} and {when}; {{ and }} stand for braces; null: none. */
            message?: null | string;
            /** @description The user's name for it; null: none. */
            name?: null | string;
            /**
             * Format: double
             * @description How far the price must retreat before the alert can fire again, in the price's unit; null: 0.
             */
            rearm?: null | number;
            severity?: null | components["schemas"]["AlertSeverity"];
            /** @description The symbol; lower case is raised. */
            symbol: string;
            /** @description The condition: `price crosses above 168.25`, `price crosses below X`, `price crosses X`, price compared with a number by one of the four signs of order, `price enters L..H`, `price exits L..H`. */
            when: string;
        };
        /**
         * @description How much an alert matters to its user.
         * @enum {string}
         */
        AlertSeverity: "info" | "warning" | "critical";
        /**
         * @description Where an alert is in its life, and with it the watch of its symbol.
         * @enum {string}
         */
        AlertStatus: "armed" | "cooling" | "triggered" | "paused" | "expired" | "deleted";
        /** @description What became of a bulk request. */
        BulkAnswer: {
            /**
             * Format: int32
             * @description How many alerts were created.
             */
            created: number;
            /**
             * Format: int32
             * @description How many were not.
             */
            failed: number;
            /** @description One entry for each alert of the request, in its order. */
            items: components["schemas"]["BulkResult"][];
        };
        /** @description What became of one alert of a bulk request: the alert, or the problem. */
        BulkResult: {
            alert: null | components["schemas"]["Alert"];
            /**
             * Format: int32
             * @description Its place in the request, from 0.
             */
            index: number;
            problem: null | components["schemas"]["Problem"];
        };
        /** @description A candle. */
        Candle: {
            /**
             * Format: double
             * @description Last price.
             */
            close: number;
            /**
             * Format: double
             * @description Highest price.
             */
            high: number;
            /**
             * Format: double
             * @description Lowest price.
             */
            low: number;
            /**
             * Format: double
             * @description First price.
             */
            open: number;
            /**
             * Format: date-time
             * @description Start of the interval.
             */
            time: string;
            /**
             * Format: int64
             * @description Number of trades.
             */
            tradeCount: number;
            /**
             * Format: double
             * @description Sum of sizes.
             */
            volume: number;
            /**
             * Format: double
             * @description Volume-weighted average price.
             */
            vwap: number;
        };
        /** @description A symbol's candles. */
        CandleList: {
            /** @description 1m, 5m, 15m, 1h, 4h or 1d. */
            interval: string;
            /** @description Oldest first; intervals without a trade have none. */
            items: components["schemas"]["Candle"][];
            /** @description The symbol. */
            symbol: string;
        };
        /** @description What the grammar says of a text. */
        Condition: {
            /** @description How it may go on at its end. */
            completions: components["schemas"]["ConditionCompletion"][];
            error: null | components["schemas"]["ConditionError"];
            /** @description Its numbers, in the order of the text; none when it is no condition. */
            levels: components["schemas"]["ConditionLevel"][];
            /** @description The text. */
            when: string;
        };
        /** @description A word or sign with which a condition may go on. */
        ConditionCompletion: {
            /**
             * Format: int32
             * @description Where it goes, from 1, in the place of whatever stands there.
             */
            column: number;
            /** @description The word or sign. */
            text: string;
        };
        /** @description Why a text is no condition. */
        ConditionError: {
            /**
             * Format: int32
             * @description Where, from 1; one past the end where the text stops too early.
             */
            column: number;
            /** @description What could stand there. */
            expected: string[];
            /** @description A sentence. */
            reason: string;
        };
        /** @description A number in a condition's text. */
        ConditionLevel: {
            /**
             * Format: int32
             * @description Where it begins, from 1.
             */
            column: number;
            /**
             * Format: int32
             * @description Its characters.
             */
            length: number;
            /**
             * Format: double
             * @description The number.
             */
            value: number;
        };
        /** @description What the grammar says of each text of a request. */
        ConditionList: {
            /** @description In the order of the request. */
            items: components["schemas"]["Condition"][];
        };
        /** @description Texts to parse. */
        ConditionRequest: {
            /** @description At most 100, each of at most 500 characters. */
            texts: string[];
        };
        /** @description What is wrong with one field of a request. */
        FieldError: {
            /**
             * Format: int32
             * @description Where in the field's text the fault is, from 1; only for texts with a grammar.
             */
            column?: null | number;
            /** @description What could stand at that column; only for texts with a grammar. */
            expected?: null | string[];
            /** @description The field's name; a query parameter's or path part's likewise; null for the whole item. */
            field: null | string;
            /**
             * Format: int32
             * @description The item within a batch, from 0; absent outside of batches.
             */
            index?: null | number;
            /** @description What is wrong, for people. */
            reason: string;
        };
        /** @description A grain that is activated. */
        Grain: {
            /**
             * Format: int64
             * @description Calls since its activation; of a symbol, with the turns in which it took ticks.
             */
            calls: number;
            /**
             * Format: double
             * @description Time since its last call or ticks.
             */
            idleSeconds: number;
            /** @description Its key. */
            key: string;
            /**
             * Format: int32
             * @description Calls that have begun.
             */
            running: number;
            /** @description Id of the silo that it lives on; null as long as only one was asked. */
            silo?: null | string;
            /** @description Its type's name. */
            type: string;
            /**
             * Format: int32
             * @description Slices of ticks that wait for a symbol; of other grains the runtime does not say what waits, and it is 0.
             */
            waiting: number;
        };
        /** @description Activated grains, those with most calls first. */
        GrainList: {
            /** @description Whether all activated grains were looked at; with very many only some are. */
            isWhole: boolean;
            /** @description The grains. */
            items: components["schemas"]["Grain"][];
        };
        /** @description What the grains of one type did. */
        GrainType: {
            /**
             * Format: int64
             * @description Grains in memory.
             */
            activations: number;
            /**
             * Format: int64
             * @description Calls so far.
             */
            calls: number;
            /**
             * Format: int64
             * @description Calls that failed.
             */
            failures: number;
            /**
             * Format: double
             * @description Half of the calls took at most this long.
             */
            p50Microseconds: number;
            /**
             * Format: double
             * @description 99 of 100 calls took at most this long.
             */
            p99Microseconds: number;
            /** @description The type's name. */
            type: string;
            /**
             * Format: int64
             * @description Slices of ticks that wait for symbols; 0 for other types.
             */
            waiting: number;
        };
        /** @description What one grain holds. */
        GrainView: {
            /** @description Whether it is activated. */
            isActive: boolean;
            /** @description Its key. */
            key: string;
            /** @description Its state as JSON, for people; its shape may change. */
            state: components["schemas"]["JsonElement"];
            /** @description Its type's name. */
            type: string;
        };
        /** @description The silo is well. */
        HealthAnswer: {
            /** @description ok, or ready. */
            status: string;
        };
        /** @description How an inbox stands. */
        InboxAnswer: {
            /**
             * Format: int64
             * @description The highest number of a trigger; 0 when there is none.
             */
            lastNumber: number;
            /** @description The numbers that were read, as rising ranges that do not touch. */
            read: components["schemas"]["NumberRange"][];
            /**
             * Format: int64
             * @description Triggers that were not read.
             */
            unreadCount: number;
        };
        JsonElement: unknown;
        /** @description The market at a glance. */
        MarketSummary: {
            /**
             * Format: int32
             * @description Symbols above their previous close, or the day's open on their first day.
             */
            advancingCount: number;
            /**
             * Format: int64
             * @description Alerts.
             */
            alertCount: number;
            /**
             * Format: int64
             * @description Alerts that can fire.
             */
            armedCount: number;
            /**
             * Format: int32
             * @description Symbols below it.
             */
            decliningCount: number;
            /** @description Those that rose most, in percent. */
            gainers: components["schemas"]["Quote"][];
            /** @description Those that fell most, in percent. */
            losers: components["schemas"]["Quote"][];
            /** @description Those with most trades of their day. */
            mostActive: components["schemas"]["Quote"][];
            /**
             * Format: int32
             * @description Symbols that are counted.
             */
            symbolCount: number;
            /**
             * Format: int64
             * @description Ticks ever taken in.
             */
            tickCount: number;
            /**
             * Format: date-time
             * @description When it was taken, by the silo's clock.
             */
            time: string;
            /**
             * Format: int64
             * @description Triggers in the inbox.
             */
            triggerCount: number;
        };
        /** @description A run of trigger numbers; both ends belong to it. */
        NumberRange: {
            /** Format: int64 */
            first: number;
            /** Format: int64 */
            last: number;
        };
        /** @description A partition of the tick log. */
        Partition: {
            /**
             * Format: int64
             * @description Offset at which a restart would go on; null before the first checkpoint.
             */
            checkpoint: null | number;
            /**
             * Format: double
             * @description Time since that checkpoint; null before the first one.
             */
            checkpointAgeSeconds: null | number;
            /**
             * Format: int64
             * @description Damaged stretches of the log passed over since the start.
             */
            damageCount: number;
            /**
             * Format: int64
             * @description Offset after the newest durable record.
             */
            end: number;
            /** @description What keeps it from going on right now; null when nothing does. */
            error: null | string;
            /**
             * Format: int64
             * @description The generation with which the silo holds it; 0 on a silo that runs alone.
             */
            generation: number;
            /** @description Whether it has passed the end that the log had when the silo took it. */
            isCaughtUp: boolean;
            /**
             * Format: int64
             * @description Durable ticks not yet delivered.
             */
            lag: number;
            /**
             * Format: int32
             * @description Its number, from 0.
             */
            number: number;
            /**
             * Format: int64
             * @description Offset of the record that is delivered next.
             */
            position: number;
            /**
             * Format: int64
             * @description Records since the start that could not be read and became dead letters.
             */
            rejectedCount: number;
            /**
             * Format: int64
             * @description Ticks dropped since the start because their source had sent them before.
             */
            repeatCount: number;
            /**
             * Format: int64
             * @description Ticks passed since the log began.
             */
            tickCount: number;
        };
        /** @description What a dry run of a rule gave. */
        PreviewAnswer: {
            /**
             * Format: int32
             * @description Candles that were folded before them, where the log no longer holds the ticks.
             */
            candleCount: number;
            /**
             * Format: date-time
             * @description Event time of the first tick or candle that was folded; null when there was none.
             */
            from: null | string;
            /** @description Whether the run reached the end of the log. */
            isComplete: boolean;
            /** @description Why it did not, a sentence. */
            reason: null | string;
            /**
             * Format: int64
             * @description Crossings that would have fallen into its cooldown.
             */
            suppressedCount: number;
            /** @description The symbol. */
            symbol: string;
            /**
             * Format: int64
             * @description Ticks of the symbol that were folded.
             */
            tickCount: number;
            /**
             * Format: date-time
             * @description Event time of the last one.
             */
            to: null | string;
            /**
             * Format: int64
             * @description How often the rule would have fired.
             */
            triggerCount: number;
            /** @description When: the newest, at most as many as the option allows, oldest first. */
            triggers: components["schemas"]["PreviewTrigger"][];
        };
        /** @description A time at which a rule would have fired. */
        PreviewTrigger: {
            /**
             * Format: double
             * @description The tick's price.
             */
            price: number;
            /**
             * Format: date-time
             * @description The tick's event time.
             */
            time: string;
        };
        /** @description Why a request was not done: `application/problem+json` as RFC 9457 has it. */
        Problem: {
            /** @description What is wrong with this request, for people. */
            detail: null | string;
            /** @description One entry for each faulty field; empty where no field is to blame. */
            errors: components["schemas"]["FieldError"][];
            /** @description The path of the request. */
            instance: null | string;
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description The kind of problem, for people. */
            title: string;
            /** @description Stable name of the kind of problem, `urn:tripline:problem:…`. */
            type: string;
        };
        /** @description A symbol's last price and its day. */
        Quote: {
            /**
             * Format: int32
             * @description Alerts on the symbol.
             */
            alertCount: number;
            /**
             * Format: int32
             * @description Alerts that can fire.
             */
            armedCount: number;
            /**
             * Format: double
             * @description Last price less the previous close, or less the day's open on the first day.
             */
            change: null | number;
            /**
             * Format: double
             * @description The change in percent, to four decimals.
             */
            changePercent: null | number;
            /**
             * Format: double
             * @description Highest price of the day; null before the first tick.
             */
            dayHigh: null | number;
            /**
             * Format: double
             * @description Lowest price of the day; null before the first tick.
             */
            dayLow: null | number;
            /**
             * Format: double
             * @description First price of the market day (UTC); null before the first tick.
             */
            dayOpen: null | number;
            /**
             * Format: int64
             * @description Ticks of the day.
             */
            dayTradeCount: number;
            /**
             * Format: double
             * @description Sum of sizes of the day.
             */
            dayVolume: number;
            /**
             * Format: double
             * @description Price of the tick with the newest time; null before the first one.
             */
            lastPrice: null | number;
            /**
             * Format: double
             * @description Its size.
             */
            lastSize: number;
            /**
             * Format: date-time
             * @description Its event time; null before the first one.
             */
            lastTime: null | string;
            /**
             * Format: int64
             * @description Ticks that came too late, and moved nothing.
             */
            lateCount: number;
            /**
             * Format: int32
             * @description The partition of the tick log that holds it.
             */
            partition: number;
            /**
             * Format: double
             * @description Last price of the day before; null on a symbol's first day.
             */
            previousClose: null | number;
            /** @description The symbol. */
            symbol: string;
            /**
             * Format: int64
             * @description Ticks ever taken in.
             */
            tickCount: number;
        };
        /** @description Some symbols in the order of their names. */
        QuotePage: {
            /** @description Their quotes. */
            items: components["schemas"]["Quote"][];
            /** @description Cursor of the next page; null when this is the last one. */
            next: null | string;
        };
        /** @description Which triggers were read: either some numbers, or all up to one. */
        ReadRequest: {
            /** @description Numbers of triggers, at most 1,000. */
            numbers?: null | number[];
            /**
             * Format: int64
             * @description The highest of the numbers that were read, all lower ones with it.
             */
            upTo?: null | number;
        };
        /** @description One of the silos. */
        Silo: {
            /** @description Where other silos reach it; null where there are none. */
            address: null | string;
            /** @description Why its state could not be asked for, a sentence; null when it could. */
            error: null | string;
            /**
             * Format: double
             * @description Time since its last sign of life in the directory; null without a directory.
             */
            heartbeatAgeSeconds: null | number;
            /** @description Its id in the cluster; `local` where there is only one silo. */
            id: string;
            /** @description Whether it is the one that answers. */
            isSelf: boolean;
            state: null | components["schemas"]["SiloAnswer"];
        };
        /** @description A silo and what it is doing. */
        SiloAnswer: {
            /** @description Its grain types. */
            grains: components["schemas"]["GrainType"][];
            /** @description Its partitions. */
            partitions: components["schemas"]["Partition"][];
            /** @description Its sources. */
            sources: components["schemas"]["Source"][];
            /**
             * Format: date-time
             * @description When it started.
             */
            startedAt: string;
            /**
             * Format: double
             * @description How long ago that is.
             */
            uptimeSeconds: number;
            /** @description The product's version. */
            version: string;
        };
        /** @description All silos and what they are doing. */
        SiloList: {
            /** @description The silos, the one that answers first. */
            items: components["schemas"]["Silo"][];
            /**
             * Format: int32
             * @description Partitions of the tick log.
             */
            partitionCount: number;
            /** @description Numbers of the partitions that no silo owns right now, rising. */
            unowned: number[];
        };
        /** @description A source of ticks. */
        Source: {
            /** @description Progress, or what is wrong and what to do. */
            detail: null | string;
            /** @description Its name. */
            name: string;
            /**
             * Format: int64
             * @description Rows or messages that could not be read.
             */
            skippedCount: number;
            /** @description starting, running, waiting, completed or failed. */
            state: string;
            /**
             * Format: int64
             * @description Ticks appended since the start.
             */
            tickCount: number;
        };
        /** @description Why a tick was not accepted. */
        TickRejection: {
            /** @description The faulty field; null for the whole item. */
            field: null | string;
            /**
             * Format: int32
             * @description Its place in the request, from 0: in the array, or its line.
             */
            index: number;
            /** @description What is wrong, for people. */
            reason: string;
        };
        /** @description A tick that was not stored because it came before. */
        TickRepeat: {
            /**
             * Format: int32
             * @description Its place in the request, from 0: in the array, or its line.
             */
            index: number;
        };
        /** @description One trade print to be ingested. */
        TickRequest: {
            /** @description What the source calls the tick, a text or a whole number. One of the same source, symbol and id within the last 24 hours of market time counts as a repeat, in whatever order they come. */
            id?: null | string;
            /**
             * Format: double
             * @description The price: from 1e-12 to 1e15, at most 15 significant digits.
             */
            price: number;
            /**
             * Format: int64
             * @description The source's own number of the tick, rising within the source, the symbol and the session; one that is not above the last of these counts as a repeat. Goes with source.
             */
            sequence?: null | number;
            /** @description Within which the sequence rises: a new session begins anew. A day, a connection, a channel; a partition remembers the 4,096 that were used last. */
            session?: null | string;
            /**
             * Format: double
             * @description Traded quantity, from 0 to 1e15; 0 when absent.
             */
            size?: null | number;
            /** @description Who reports it, within which sequences and ids are told apart. */
            source?: null | string;
            /** @description The symbol; lower case is raised. */
            symbol: string;
            /**
             * Format: date-time
             * @description Event time; now when absent. An RFC 3339 text, or a number of milliseconds since 1970.
             */
            time?: null | number | string;
        };
        /** @description What became of posted ticks. */
        TicksAccepted: {
            /**
             * Format: int32
             * @description How many are stored, durably.
             */
            accepted: number;
            /** @description Those that are no ticks, each with its first fault. */
            rejected: components["schemas"]["TickRejection"][];
            /** @description Those that came before, as source, sequence and id tell: they were stored then, or a later one of their session was. */
            repeated: components["schemas"]["TickRepeat"][];
        };
        /** @description One trade. */
        Trade: {
            /**
             * @description Whether it came later than `Symbols:Lateness` allows: it then moved no signal, no candle and no last price.
             * @default false
             */
            isLate?: boolean;
            /**
             * Format: double
             * @description Price.
             */
            price: number;
            /**
             * Format: double
             * @description Traded quantity.
             */
            size: number;
            /**
             * Format: date-time
             * @description Event time.
             */
            time: string;
        };
        /** @description A symbol's newest trades. */
        TradeList: {
            /** @description Newest first. */
            items: components["schemas"]["Trade"][];
            /** @description The symbol. */
            symbol: string;
        };
        /** @description The fact that an alert fired at one tick. */
        Trigger: {
            /**
             * Format: uuid
             * @description The alert that fired.
             */
            alertId: string;
            /** @description Its id, derived from alert and position: the same however often it is computed. */
            id: string;
            /** @description The message, filled in. */
            message: null | string;
            /** @description The alert's name. */
            name: null | string;
            /**
             * Format: int64
             * @description 1, 2, 3 … within the inbox, without gaps.
             */
            number: number;
            /**
             * Format: int32
             * @description The partition of the tick log.
             */
            partition: number;
            /** @description The tick's place in the partition: the record's offset, a colon, the index in it. */
            position: string;
            /**
             * Format: double
             * @description The tick's price.
             */
            price: number;
            /** @description How much it matters. */
            severity: components["schemas"]["AlertSeverity"];
            /** @description The symbol. */
            symbol: string;
            /**
             * Format: date-time
             * @description The tick's event time.
             */
            time: string;
            /** @description The condition. */
            when: string;
        };
        /** @description Some triggers in the order of their numbers. */
        TriggerPage: {
            /** @description The triggers. */
            items: components["schemas"]["Trigger"][];
            /**
             * Format: int64
             * @description The `after` of the next page; null when this is the last one so far.
             */
            next: null | number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAlerts: {
        parameters: {
            query?: {
                /** @description The `next` of the page before; absent for the first page. */
                cursor?: string;
                /** @description Most alerts in the answer. */
                limit?: number;
                /** @description Only alerts in this state. */
                status?: "armed" | "cooling" | "triggered" | "paused" | "expired";
                /** @description Only alerts on this symbol. */
                symbol?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertPage"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAlert: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "symbol": "AAPL",
                 *       "when": "price crosses above 168.25",
                 *       "frequency": "everyTime",
                 *       "cooldown": "60s",
                 *       "rearm": 0.05,
                 *       "name": "AAPL breaks out",
                 *       "severity": "warning",
                 *       "message": "{symbol} at {price}"
                 *     }
                 */
                "application/json": components["schemas"]["AlertRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description The alert's version, for If-Match. */
                    ETag?: string;
                    /** @description Path of the new alert. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to try again, where that is known. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAlert: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The alert's version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replaceAlert: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of the version to change; another version gives 412. `*` or absent: any.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "symbol": "AAPL",
                 *       "when": "price crosses above 168.25",
                 *       "frequency": "everyTime",
                 *       "cooldown": "60s",
                 *       "rearm": 0.05,
                 *       "name": "AAPL breaks out",
                 *       "severity": "warning",
                 *       "message": "{symbol} at {price}"
                 *     }
                 */
                "application/json": components["schemas"]["AlertRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The alert's version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    /** @description The alert's version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to try again, where that is known. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAlert: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of the version to change; another version gives 412. `*` or absent: any.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    /** @description The alert's version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to try again, where that is known. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeAlert: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of the version to change; another version gives 412. `*` or absent: any.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertPatch"];
                /** @example {"name": "AAPL breaks out", "cooldown": "5m"} */
                "application/merge-patch+json": components["schemas"]["AlertPatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The alert's version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    /** @description The alert's version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to try again, where that is known. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseAlert: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of the version to change; another version gives 412. `*` or absent: any.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The alert's version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    /** @description The alert's version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to try again, where that is known. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeAlert: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The ETag of the version to change; another version gives 412. `*` or absent: any.
                 * @example "1"
                 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The alert's version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Precondition Failed */
            412: {
                headers: {
                    /** @description The alert's version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to try again, where that is known. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAlerts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example [
                 *       {
                 *         "symbol": "AAPL",
                 *         "when": "price crosses above 168.25",
                 *         "frequency": "everyTime",
                 *         "cooldown": "60s",
                 *         "rearm": 0.05,
                 *         "name": "AAPL breaks out",
                 *         "severity": "warning",
                 *         "message": "{symbol} at {price}"
                 *       }
                 *     ]
                 */
                "application/json": components["schemas"]["AlertRequest"][];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkAnswer"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to try again, where that is known. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to try again, where that is known. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    parseConditions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "texts": [
                 *         "price crosses above 168.25",
                 *         "price cr"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ConditionRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConditionList"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewAlert: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "symbol": "AAPL",
                 *       "when": "price crosses above 168.25",
                 *       "cooldown": "60s",
                 *       "rearm": 0.05
                 *     }
                 */
                "application/json": components["schemas"]["AlertRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewAnswer"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to try again, where that is known. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCandles: {
        parameters: {
            query?: {
                /** @description Only candles that open then or later: RFC 3339 or epoch milliseconds. */
                from?: string;
                /** @description Length of a candle. */
                interval?: "1m" | "5m" | "15m" | "1h" | "4h" | "1d";
                /** @description The newest so many. */
                limit?: number;
                /** @description Only candles that open before: RFC 3339 or epoch milliseconds. */
                to?: string;
            };
            header?: never;
            path: {
                symbol: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CandleList"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthAnswer"];
                };
            };
        };
    };
    getInbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxAnswer"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    markRead: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "upTo": 12
                 *     }
                 */
                "application/json": components["schemas"]["ReadRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboxAnswer"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to try again, where that is known. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMarketSummary: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarketSummary"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getQuote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                symbol: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quote"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthAnswer"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to try again, where that is known. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSilo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiloAnswer"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGrains: {
        parameters: {
            query?: {
                /** @description Most grains in the answer. */
                limit?: number;
                /** @description Only grains of the silo with this id; see /silos. */
                silo?: string;
                /** @description Only grains of this type. */
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrainList"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deactivateGrain: {
        parameters: {
            query?: {
                /** @description The grain's key. */
                key?: string;
            };
            header?: never;
            path: {
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    inspectGrain: {
        parameters: {
            query?: {
                /** @description The grain's key. */
                key?: string;
            };
            header?: never;
            path: {
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GrainView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSilos: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiloList"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to try again, where that is known. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSymbols: {
        parameters: {
            query?: {
                /** @description The `next` of the page before; absent for the first page. */
                cursor?: string;
                /** @description Most symbols in the answer. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotePage"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTicks: {
        parameters: {
            query?: {
                /** @description The source of ticks that name none. */
                source?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "symbol": "AAPL",
                 *       "price": 168.26,
                 *       "size": 100,
                 *       "time": "2026-01-30T14:30:00.250Z"
                 *     }
                 */
                "application/json": components["schemas"]["TickRequest"] | components["schemas"]["TickRequest"][];
                /**
                 * @example {"symbol": "AAPL", "price": 168.26, "size": 100, "source": "feed-1", "sequence": 1}
                 *     {"symbol": "MSFT", "price": 402.11, "size": 5, "source": "feed-1", "sequence": 2}
                 */
                "application/x-ndjson": components["schemas"]["TickRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicksAccepted"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Payload Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    /** @description Seconds after which to try again, where that is known. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to try again, where that is known. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTrades: {
        parameters: {
            query?: {
                /** @description Most trades in the answer. */
                limit?: number;
            };
            header?: never;
            path: {
                symbol: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TradeList"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTriggers: {
        parameters: {
            query?: {
                /** @description Only triggers with a greater number. */
                after?: number;
                /** @description Only triggers of this alert. */
                alertId?: string;
                /** @description Most triggers in the answer. */
                limit?: number;
                /** @description Only triggers of this symbol. */
                symbol?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriggerPage"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHealthAtRoot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthAnswer"];
                };
            };
        };
    };
    getReadyAtRoot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthAnswer"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    /** @description Seconds after which to try again, where that is known. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
