/** What the board's operations share: one centre's figures or all of them, read at most twice a minute by one running function. */
import { type Board, type BoardCounts, boardName, boardOf } from "../../shared/bulletins/board.ts";
import type { Directory } from "../../shared/directory/directory.ts";
import { type TownRegister, townOf } from "../../shared/directory/register.ts";
import type { CentreCode } from "../../shared/directory/units.ts";
import { monthOf } from "../../shared/kernel/local-date.ts";
import { Refusal } from "../../shared/kernel/refusal.ts";
import type { Now } from "../runtime/operation.ts";
import { remembering } from "../runtime/remembering.ts";

export type BoardNeeds = {
  /** @param centre undefined: the whole municipality. @throws from the answer, Refusal `unknown-centre` */
  readonly board: (centre?: CentreCode) => Promise<Board>;
};
export type BoardSources = {
  readonly counts: BoardCounts;
  readonly directory: Pick<Directory, "items">;
  readonly register: TownRegister;
  readonly sample: boolean;
  readonly now: Now;
};

const readingBoard =
  ({ counts, directory, register, sample, now }: BoardSources) =>
  async (centre: CentreCode | undefined): Promise<Board> => {
    const { at, today } = now();
    const [ofToday, thisMonth, items] = await Promise.all([
      counts.of(today, centre),
      counts.of(monthOf(today), centre),
      directory.items(),
    ]);
    const town = centre === undefined ? undefined : townOf(register, centre);
    const name = boardName(register.municipality, town);
    return boardOf({ at, name, today: ofToday, thisMonth, items, sample });
  };

export const boards = (sources: BoardSources): BoardNeeds["board"] => {
  const read = readingBoard(sources);
  const whole = "the whole municipality";
  const remembered = remembering((key: string) => read(key === whole ? undefined : key), sources.now);
  return async (centre) => {
    // Before it is read: what is made up by callers costs nothing.
    if (centre !== undefined && townOf(sources.register, centre) === undefined) {
      throw new Refusal("unknown-centre", { centre });
    }
    return remembered(centre ?? whole);
  };
};
