/**
 * Key and index names of every table: the stores and the stacks read them here, so that they cannot drift apart.
 * Data only. Every table has the keys `pk` and `sk`, both strings; every index is sparse and holds only what is open.
 */
export type IndexShape = {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey?: string;
  /** Attributes beside the keys that the index carries; `ALL` only where an item is small. */
  readonly project: readonly string[] | "ALL";
};
export type TableShape = {
  /** Attribute with the second of deletion; readers check expiry themselves. */
  readonly timeToLive?: string;
  readonly stream: boolean;
  readonly indexes: Readonly<Record<string, IndexShape>>;
};

/** Partitions of an index that a sweep reads one after another: spreads a hot morning over the key space. */
export const SEGMENTS = 8;

/** Nothing about the complainant. */
const LISTED_COMPLAINT = [
  "number",
  "version",
  "state",
  "kind",
  "centre",
  "body",
  "handler",
  "receivedAt",
  "dueOn",
  "dueClock",
  "firedStages",
  "accused",
  "walled",
  "interested",
  "hiddenFromOffice",
] as const;

/** Nothing about who gave it. */
const LISTED_RATING = [
  "number",
  "of",
  "level",
  "centre",
  "post",
  "station",
  "rated",
  "marks",
  "finalOn",
  "appeal",
  "followUp",
] as const;

export const TABLES = {
  /** pk `case#<number>`, sk `case` | `ledger#<version>` | `lookup#<address>` | `attachments`; pk `contact#<id>`, sk `contact` | `texts#<token>`; pk `recount`, sk `progress` (of complaints, too). */
  cases: {
    timeToLive: "expiresAt",
    stream: true,
    indexes: {
      nextStage: {
        name: "next-stage",
        partitionKey: "stageSegment",
        sortKey: "nextStageAt",
        project: ["nextStage", "number"],
      },
      /** Open cases by the last day of any of their clocks: what another calendar can concern (R8). */
      counted: {
        name: "counted",
        partitionKey: "countedSegment",
        sortKey: "countedUntil",
        project: ["number", "countedFrom"],
      },
      /** Open cases with all that their stages are computed from, for whoever trusts no computed stage (R35). */
      watched: {
        name: "watched",
        partitionKey: "watchedSegment",
        sortKey: "number",
        project: ["state", "regime", "clocks", "firedStages", "orders", "notice", "paperPromise", "renewal"],
      },
      workList: {
        name: "work-list",
        partitionKey: "workPost",
        sortKey: "workDue",
        project: [
          "number",
          "state",
          "itemCode",
          "itemName",
          "receivedAt",
          "dueOn",
          "dueClock",
          "maskedApplicant",
          "version",
          "ladderClocks",
          "firedStages",
          "annulled",
          "nextStage",
          "nextStageAt",
        ],
      },
      /** As the work list, but only what has a card or an open order, whenever its leading clock ends (R29–R31). */
      carded: {
        name: "carded",
        partitionKey: "cardedPost",
        sortKey: "workDue",
        project: [
          "workPost",
          "number",
          "state",
          "itemCode",
          "itemName",
          "receivedAt",
          "dueOn",
          "dueClock",
          "maskedApplicant",
          "version",
          "ladderClocks",
          "firedStages",
          "annulled",
          "nextStage",
          "nextStageAt",
        ],
      },
      /** What is on a second list too: a proxy's own cases, contacts offered to a person or a post. */
      sharedWork: {
        name: "shared-work",
        partitionKey: "sharedWith",
        sortKey: "workDue",
        project: [
          "number",
          "state",
          "itemCode",
          "itemName",
          "receivedAt",
          "dueOn",
          "dueClock",
          "maskedApplicant",
          "version",
          "workPost",
          "authorisedUntil",
        ],
      },
      /** Open parts of joint cases, by centre: what several posts have to do at once (联办). */
      tasks: {
        name: "tasks",
        partitionKey: "tasksAt",
        sortKey: "workDue",
        project: [
          "number",
          "state",
          "itemCode",
          "itemName",
          "receivedAt",
          "dueOn",
          "dueClock",
          "maskedApplicant",
          "version",
          "workPost",
          "openTasks",
        ],
      },
    },
  },
  /** pk `complaint#<number>`, sk `complaint` | `ledger#<version>` | `lookup#<address>` | `attachments` | `reading#<instant>#<token>`. */
  complaints: {
    timeToLive: "expiresAt",
    stream: true,
    indexes: {
      nextStage: {
        name: "next-stage",
        partitionKey: "stageSegment",
        sortKey: "nextStageAt",
        project: ["nextStage", "number"],
      },
      /** As of cases (R8). */
      counted: {
        name: "counted",
        partitionKey: "countedSegment",
        sortKey: "countedUntil",
        project: ["number", "countedFrom"],
      },
      watched: {
        name: "watched",
        partitionKey: "watchedSegment",
        sortKey: "number",
        project: ["state", "clocks", "firedStages", "orders"],
      },
      /** Open ones by the person who handles them: what somebody else handles leaves no trace here (R53). */
      handled: { name: "handled", partitionKey: "handledBy", sortKey: "workDue", project: LISTED_COMPLAINT },
      /** The municipal office's overview, by centre; without those from which anyone of the office is walled. */
      overseen: { name: "overseen", partitionKey: "overseenOf", sortKey: "workDue", project: LISTED_COMPLAINT },
      /** Closed and upheld, by centre and day; read through the walls like any other. */
      upheld: {
        name: "upheld",
        partitionKey: "upheldOf",
        sortKey: "upheldOn",
        project: [
          "number",
          "target",
          "accused",
          "walled",
          "interested",
          "hiddenFromOffice",
          "handler",
          "body",
          "centre",
        ],
      },
    },
  },
  /** pk `rating#<number>`, sk `rating` | `given#<code version>` | `reading#<instant>#<token>`; pk `visit#<number>`, sk `visit` | `lookup#<address>`; pk `burst#<post>`, sk ten minutes. */
  ratings: {
    timeToLive: "expiresAt",
    stream: false,
    indexes: {
      nextStage: {
        name: "next-stage",
        partitionKey: "stageSegment",
        sortKey: "nextStageAt",
        project: ["nextStage", "number"],
      },
      watched: {
        name: "watched",
        partitionKey: "watchedSegment",
        sortKey: "number",
        project: ["clocks", "firedStages"],
      },
      /** As of cases (R8). */
      counted: {
        name: "counted",
        partitionKey: "countedSegment",
        sortKey: "countedUntil",
        project: ["number", "countedFrom"],
      },
      /** Open follow-ups by the person who has them. */
      handled: { name: "handled", partitionKey: "handledBy", sortKey: "workDue", project: LISTED_RATING },
      /** Final ones, or to be final on a known day, by who is rated and by centre: what is not final yet lies beyond today. */
      ofStaff: { name: "of-staff", partitionKey: "finalOf", sortKey: "finalKey", project: LISTED_RATING },
      ofCentre: { name: "of-centre", partitionKey: "finalAt", sortKey: "finalKey", project: LISTED_RATING },
    },
  },
  /** pk `notification#<id>`, `delivery#<id>` or `receipt#<the gateway's message id>`, sk the same word; pk `number#<keyed hash>`, sk a day; pk `month#<month>`, sk `parts`. */
  reminders: {
    timeToLive: "expiresAt",
    stream: false,
    indexes: {
      unsettled: {
        name: "unsettled",
        partitionKey: "unsettledSegment",
        sortKey: "nextAttemptAt",
        project: ["deliveryId"],
      },
      /** A staff member's own messages. Nothing that changes: written once a message. */
      byRecipient: { name: "by-recipient", partitionKey: "sentTo", sortKey: "listedAt", project: ["deliveryId"] },
      /** What is to be sent on one day, with what is counted of it. */
      byDay: {
        name: "by-day",
        partitionKey: "sendDay",
        sortKey: "listedAt",
        project: ["deliveryId", "recipient", "state", "content", "parts"],
      },
    },
  },
  /** pk `centre#<code>` (staff, windows, posts, absences), `proxies#<centre>`, `office`, `items`, `item#<code>`, `calendar`. */
  directory: {
    stream: false,
    indexes: {
      bySub: { name: "by-sub", partitionKey: "sub", project: "ALL" },
    },
  },
  /** pk `centre#<code>`, `appointment#<number>`, `phone#<keyed hash>`. */
  appointments: { timeToLive: "expiresAt", stream: false, indexes: {} },
  /** pk `journal#<month>#<segment>`, `due#<month>#<segment>`, `complaints#<month>#<segment>`, `cards#<centre>#<month>`, `ledger#<centre or station>#<month>`, `ledger-exports#<centre>`, `bulletins`. */
  reports: { stream: false, indexes: {} },
} as const satisfies Record<string, TableShape>;

export type TableName = keyof typeof TABLES;

/** The topics of the mission; `complaints` carries its first message with the complaints themselves. */
export const TOPICS = ["cases", "complaints", "deadline-reminders", "monthly-reports"] as const;
export type TopicName = (typeof TOPICS)[number];
