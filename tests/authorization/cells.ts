/**
 * The authorization matrix: for each route, what each person comes to. Data only, so that `docs/authorization.md` and the
 * test read the same.
 *
 *   Y gets in: is answered, or refused for what is asked and not for who asks
 *   F 403      N 404: it does not exist for them      U 401: has to sign in
 */

/** In the order of the cells. `holder` (A) and `stand-in` (B) share the post that the case, or the complaint, is about. */
export const PEOPLE = [
  "nobody",
  "stranger",
  "proxy",
  "holder",
  "stand-in",
  "colleague",
  "deputy",
  "director",
  "clerk elsewhere",
  "director elsewhere",
  "office member",
  "office head",
] as const;
export type Person = (typeof PEOPLE)[number];

/** Of complaints: who is accused, and how far it went. Of ratings: of the holder's visits, a poor one, and one that is final. */
export const SUBJECTS = {
  "{complaintNumber}": ["against the post", "against the leaders", "with an interest", "referred"],
  "{ratedNumber}": ["poor", "final"],
} as const;
export type Subject = (typeof SUBJECTS)[keyof typeof SUBJECTS][number];

export type Row = {
  /** A letter for each of the people. */
  readonly cells: string;
  readonly why: string;
  readonly subject?: Subject;
  readonly routes: string;
};

const HANDLING_A_COMPLAINT =
  "read-complainant list-complaint-attachments-as-staff read-complaint-attachment-as-staff reissue-complaint-code accept-complaint return-complaint join-complaint turn-complaint-away note-inquiry extend-complaint register-petition hand-over-petition extend-petition refer-complaint hand-over-referral decide-complaint record-call-back decide-review answer-complaint-supervision";
const SUPERVISING_A_COMPLAINT = "order-complaint-supervision annul-complaint-card";
const OVERSEEING_A_COMPLAINT = "read-complaint-as-staff assign-complaint rule-complaint declare-interest";

export const ROWS: readonly Row[] = [
  {
    cells: "YYYYYYYYYYYY",
    why: "open to everyone, signed in or not",
    routes:
      "file-case show-verification list-centres read-centre list-stations list-centre-items list-service-items read-service-item calculate-deadline read-calendar list-slots book-slot read-privacy-notice file-complaint list-public-bulletins read-board read-board-page read-centre-board read-centre-board-page",
  },
  {
    cells: "NNNNNNNNNNNN",
    why: "for whoever holds the number and its code, and for nobody by office",
    routes:
      "read-case explain-case-deadline submit-corrections withdraw-case answer-hand-over list-receipts show-receipt verify-receipt create-attachment confirm-attachment list-attachments read-attachment read-appointment cancel-appointment",
  },
  {
    cells: "UFYYYYYYYYYY",
    why: "their own, whoever is of the staff",
    routes:
      "list-work list-contacts read-me list-own-messages list-complaints file-complaint-for-resident list-ratings list-follow-ups",
  },
  {
    cells: "UFYYYYYYYYFF",
    why: "whoever serves residents; the municipal office serves no counter",
    routes: "record-contact record-attendance list-attendance list-absences record-absence",
  },
  {
    cells: "UFNYYYYYNNYY",
    why: "of a case: everyone of its centre, and the municipal office",
    routes: "read-case-as-staff explain-case-deadline-to-staff",
  },
  {
    cells: "UFNYYFFFNNFF",
    why: "of a case: whoever is on duty for it, A or B",
    routes:
      "give-correction-notice accept-case decide-case deliver-case reissue-lookup-code print-receipt list-receipts-as-staff create-attachment-as-staff confirm-attachment-as-staff list-attachments-as-staff read-attachment-as-staff suspend-case renew-suspension end-suspension extend-case forward-case record-put-right record-corrections ask-further turn-case-away record-hand-over-answer withdraw-case-for-resident accept-conditionally record-promised-papers send-case-up record-received-above record-returned-from-above give-overdue-reason",
  },
  {
    cells: "UFNNNFFFNNFF",
    why: "the same, of a receipt that is not issued yet",
    routes: "show-receipt-as-staff",
  },
  {
    cells: "UFNNNNNNNNNN",
    why: "of a part of a joint case, and this case has none",
    routes: "complete-task",
  },
  {
    cells: "UFFYYFFFFFFF",
    why: "at the counter: whoever is on duty for the item's post",
    routes: "file-case-for-resident complete-case-at-once",
  },
  {
    cells: "UFNFFFYYNNFF",
    why: "the centre's leaders answer to the municipal office",
    routes: "answer-supervision",
  },
  {
    cells: "UFNFFFYYNNYY",
    why: "whoever has to call others to account",
    routes: "explain-case-holding",
  },
  {
    cells: "UFFFFFYYFYFF",
    why: "of their own centre: its director and deputy",
    routes:
      "list-centre-attendance list-findings list-centre-deadlines list-own-bulletins list-own-returns read-own-return hand-in-return correct-return",
  },
  {
    cells: "UFFYFFYYNNFF",
    why: "of an absence: who is away, and the leaders of their centre",
    routes: "end-absence",
  },
  {
    cells: "UFYFFFFFFFFF",
    why: "proxies alone",
    routes: "file-case-as-proxy list-proxy-cases",
  },
  {
    cells: "UFNFFFFFFFFF",
    why: "proxies alone, and of what they filed themselves; this case is not",
    routes: "read-proxy-case accept-case-as-proxy decide-case-as-proxy deliver-case-as-proxy",
  },
  {
    cells: "UFNYNNYYNNNN",
    why: "of a contact: whom the resident asked, and the leaders of the centre",
    routes: "read-contact hand-over-contact accept-contact answer-contact",
  },
  { cells: "UFNYFFYYNNNN", why: "a window's head, and the leaders of the centre", routes: "open-slots" },
  {
    cells: "UFNYYFYYNNNN",
    why: "whoever serves at the window, its head, and the leaders of the centre",
    routes: "mark-arrived mark-no-show",
  },
  { cells: "UFNYYYYYNNNN", why: "everyone of the centre", routes: "list-appointments" },
  {
    cells: "UFYFFFYYFFYY",
    why: "of a centre: its leaders, and the municipal office; a proxy has their own station's",
    routes: "read-ledger export-ledger-csv export-ledger-workbook",
  },
  {
    cells: "UFFFFFFFFFYY",
    why: "the municipal office",
    routes:
      "order-supervision annul-card list-centre-findings add-calendar-year add-closing-day withdraw-closing-day read-running-figures show-running-figures list-bulletins list-deadlines-of-centre list-messages read-message-cost resend-message list-returns list-complaints-of-centre read-scorecards-of-centre",
  },
  {
    cells: "UFFFFFFFFFNN",
    why: "the municipal office, and there is none of this month",
    routes:
      "list-cases-behind-figure read-bulletin read-bulletin-page read-bulletin-file sign-off-bulletin answer-objection record-bulletin-correction",
  },
  {
    cells: "UFFFFFNNFNFF",
    why: "the leaders of a centre, and there is none of this month",
    routes: "read-own-bulletin object-to-bulletin list-own-cases-behind-figure",
  },
  {
    cells: "NNNNNNNNNNNN",
    why: "open to everyone where the municipality publishes it, and this one does not",
    routes: "read-public-bulletin",
  },
  ...SUBJECTS["{complaintNumber}"].map((subject) => ({
    subject,
    cells: "NNNNNNNNNNNN",
    why: "for whoever holds the number and its code",
    routes:
      "read-complaint withdraw-complaint create-complaint-attachment confirm-complaint-attachment list-complaint-attachments read-complaint-attachment",
  })),
  ...(["against the post", "with an interest"] as const).map((subject) => ({
    subject,
    cells: "UFFFFFFFFFYY",
    why: "the municipal office",
    routes: SUPERVISING_A_COMPLAINT,
  })),
  ...(["against the leaders", "referred"] as const).map((subject) => ({
    subject,
    cells: "UFFFFFFFFFYF",
    why: "the municipal office; its head, who handles it, orders nothing of themselves",
    routes: SUPERVISING_A_COMPLAINT,
  })),
  {
    cells: "UFFYYYYYYYFF",
    why: "of their own posts, windows or centre: whoever is of a centre's staff",
    routes: "read-own-scorecards",
  },
  {
    cells: "UFFYYFFFFFFF",
    why: "whoever serves at the post, A or B",
    routes: "open-visit",
  },
  ...SUBJECTS["{ratedNumber}"].map((subject) => ({
    subject,
    cells: "YYYYYYYYYYYY",
    why: "open to everyone: the same page for every number",
    routes: "show-rating-form",
  })),
  ...SUBJECTS["{ratedNumber}"].map((subject) => ({
    subject,
    cells: "NNNNNNNNNNNN",
    why: "for whoever holds the number and its code",
    routes: "give-rating read-rating",
  })),
  {
    subject: "poor",
    cells: "UFNNNNYNNNFF",
    why: "whoever follows it up; the rated one and who works with them have never heard of it (R62, R64)",
    routes: "read-rater record-rating-contact give-rating-result record-rating-call-back",
  },
  {
    subject: "poor",
    cells: "UFNNNNYNNNYY",
    why: "whoever follows it up, and the municipal office",
    routes: "read-rating-as-staff",
  },
  {
    subject: "poor",
    cells: "UFNNNNFNNNFF",
    why: "the rated one, and not before it is final; whoever decides an appeal, and there is none",
    routes: "appeal-rating decide-appeal",
  },
  {
    subject: "final",
    cells: "UFNYNNYYNNYY",
    why: "the rated one now, who leads the centre, and the municipal office",
    routes: "read-rating-as-staff",
  },
  {
    subject: "final",
    cells: "UFNYNNFFNNFF",
    why: "the rated one",
    routes: "appeal-rating",
  },
  {
    subject: "final",
    cells: "UFNFNNFFNNFF",
    why: "whoever follows it up or decides an appeal: there is neither",
    routes: "read-rater record-rating-contact give-rating-result record-rating-call-back decide-appeal",
  },
  {
    subject: "against the post",
    cells: "UFNNNNYNNNFF",
    why: "its handler alone; whoever is accused, shares the post or has no part in it has never heard of it",
    routes: HANDLING_A_COMPLAINT,
  },
  {
    subject: "against the post",
    cells: "UFNNNNYNNNYY",
    why: "its handler, and the municipal office that oversees",
    routes: OVERSEEING_A_COMPLAINT,
  },
  {
    subject: "against the leaders",
    cells: "UFNNNNNNNNFY",
    why: "the office's head handles it, and nobody of the centre has heard of it (R54)",
    routes: HANDLING_A_COMPLAINT,
  },
  {
    subject: "against the leaders",
    cells: "UFNNNNNNNNYY",
    why: "the municipal office oversees what it handles",
    routes: OVERSEEING_A_COMPLAINT,
  },
  {
    subject: "with an interest",
    cells: "UFNNNNNYNNFF",
    why: "the deputy declared an interest: it is the director's, and gone for the deputy",
    routes: HANDLING_A_COMPLAINT,
  },
  {
    subject: "with an interest",
    cells: "UFNNNNNYNNYY",
    why: "its handler, and the municipal office that oversees",
    routes: OVERSEEING_A_COMPLAINT,
  },
  {
    subject: "referred",
    cells: "UFNNNNNNNNFY",
    why: "once it is referred, the centre has never heard of it (R56)",
    routes: HANDLING_A_COMPLAINT,
  },
  {
    subject: "referred",
    cells: "UFNNNNNNNNYY",
    why: "the municipal office oversees what it handles",
    routes: OVERSEEING_A_COMPLAINT,
  },
];
