/** Lambda `board-public`: the screens in the halls. Reads the board's counters and the catalogue, and nothing else. */
import * as z from "zod";
import { townRegister } from "../../shared/directory/register.ts";
import { BOARD_ROUTES } from "../../shared/http/routes/board.ts";
import { boardCountsOf, directoryToRead, now } from "../runtime/composition.ts";
import { DirectoryTable, environment, ReportsTable } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { settings } from "../runtime/settings.ts";
import { readBoard } from "./read-board.ts";
import { readBoardPage } from "./read-board-page.ts";
import { readCentreBoard } from "./read-centre-board.ts";
import { readCentreBoardPage } from "./read-centre-board-page.ts";
import { boards } from "./showing.ts";

const env = environment(z.object({ ...ReportsTable, ...DirectoryTable }));
const town = settings();

const operations = [readBoard, readBoardPage, readCentreBoard, readCentreBoardPage];

export const handler = httpHandler("board-public", BOARD_ROUTES, operations, {
  board: boards({
    counts: boardCountsOf(env),
    directory: directoryToRead(env),
    register: townRegister(town.divisionCode),
    sample: town.sampleData,
    now,
  }),
  origins: town.api.corsOrigins,
});
