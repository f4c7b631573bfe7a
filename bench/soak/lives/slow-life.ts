/** The same life once more, straight from the rules: who is told of what, by nothing of the deployed code. */
import type { Life, Move, Told } from "./life.ts";
import { POST, PROXY } from "./people.ts";
import { HOUR_MS, type SlowClock, SlowDays, type SlowStage } from "./slow-days.ts";

const isAway = ({ roster }: Life, id: string, run: string): boolean =>
  roster.absences.some(
    ({ staffId, from, until }) => staffId === id && from <= run && (until === undefined || run < until),
  );
/** R34: whether an SMS could reach somebody of the centre or the office now. */
const reaches = (life: Life, id: string, run: string): boolean => {
  const person = [...life.roster.staff, ...life.office].find((each) => each.id === id);
  return person?.phone !== undefined && !isAway(life, id, run);
};

/** R28 to R31, R39, R42, R48: who is told, each once; nobody, where nobody can be reached. */
const peopleFor = (life: Life, kind: string, stage: string, run: string): readonly string[] => {
  const { roster, office } = life;
  const post = roster.posts.find(({ id }) => id === POST);
  const withRole = (role: string) => roster.staff.filter((each) => each.role === role).map(({ id }) => id);
  const [deputies, directors] = [withRole("deputy-director"), withRole("director")];
  const heads = office.filter(({ role }) => role === "office-head").map(({ id }) => id);
  const others = office.filter(({ role }) => role !== "office-head").map(({ id }) => id);
  const first = (ids: readonly (string | undefined)[]) => ids.find((id) => id !== undefined && reaches(life, id, run));
  const above = [...directors, ...heads, ...others];
  const head = roster.windows[0]?.head;
  const byPost = first([post?.holder, post?.standIn, head, ...deputies, ...above]);
  // China's day: eight hours ahead.
  const day = new Date(Date.parse(run) + 8 * HOUR_MS).toISOString().slice(0, 10);
  const mayAct = !isAway(life, PROXY, run) && day <= life.authorisedUntil;
  const duty = kind === "forwarding" && mayAct ? PROXY : byPost;
  const eachDeputy = deputies.map((id) => first([id, ...above]));
  const director = first(above);
  const eachOffice = [...heads, ...others].map((id) => first([id]));
  const ordered = { yellow: [...eachDeputy, director], red: [...eachDeputy, director, ...eachOffice] };
  const asked: Readonly<Record<string, readonly (string | undefined)[]>> =
    kind === "order"
      ? ordered
      : {
          half: [duty],
          yellow: [duty, first([head, ...deputies, ...above])],
          red: [duty, ...eachDeputy, director],
          supervision: [...eachOffice, director],
        };
  return [...new Set((asked[stage] ?? []).filter((id) => id !== undefined))].sort();
};

const moved = (clock: SlowClock, move: Move, days: SlowDays): SlowClock => {
  if (clock.endsAt !== undefined) return clock;
  if (move.kind === "suspend") {
    return days.counted({ ...clock, suspended: [...clock.suspended, [move.from, move.to]] }, clock);
  }
  return days.counted(move.kind === "extend" ? { ...clock, days: clock.days + move.days } : clock, clock);
};

const owedBy = (clocks: readonly SlowClock[], days: SlowDays): readonly SlowStage[] => {
  const lawful = clocks.some(({ kind }) => kind === "statutory");
  return clocks.flatMap((clock) => days.stages(clock, lawful)).sort((a, b) => a.at - b.at || a.rank - b.rank);
};

export const livedSlowly = (life: Life): readonly Told[] => {
  const days = new SlowDays(life);
  const begun = Date.parse(life.startedAt);
  let clocks = life.starts.map(({ hours, ...start }) =>
    days.counted({ ...start, suspended: [], ...(hours === undefined ? {} : { endsAt: begun + hours * HOUR_MS }) }),
  );
  let stages = owedBy(clocks, days);
  const told: Told[] = [];
  const fired = new Set<string>();
  const moves = [...life.moves];
  for (const run of life.runs) {
    while (moves[0] !== undefined && moves[0].at <= run) {
      const [move] = moves.splice(0, 1) as [Move]; // looked at in the condition
      if (move.kind === "recount") days.closed = move.closed;
      clocks = move.kind === "stop" ? [] : clocks.map((clock) => moved(clock, move, days));
      stages = owedBy(clocks, days);
    }
    for (const { id, at } of stages) {
      if (at > Date.parse(run) || fired.has(id)) continue;
      const [kind = "", , stage = ""] = id.split("#");
      const people = peopleFor(life, kind, stage, run);
      // It stays due, and whatever is behind it.
      if (people.length === 0) break;
      fired.add(id);
      const owedSince = new Date(at).toISOString() as Told["owedSince"]; // as instants are written
      told.push({ run, stage: id, owedSince, people: people.join() });
    }
  }
  return told;
};
