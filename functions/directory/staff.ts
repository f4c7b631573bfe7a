/** Staff's routes about themselves and about who is away. */
import * as z from "zod";
import { townRegister } from "../../shared/directory/register.ts";
import { DIRECTORY_ROUTES } from "../../shared/http/routes/directory.ts";
import { absencesOf, directoryToRead, now } from "../runtime/composition.ts";
import { DirectoryTable, environment } from "../runtime/environment.ts";
import { httpHandler } from "../runtime/http.ts";
import { settings } from "../runtime/settings.ts";
import { endAbsence } from "./end-absence.ts";
import { listAbsences } from "./list-absences.ts";
import { readMe } from "./read-me.ts";
import { recordAbsence } from "./record-absence.ts";

const env = environment(z.object(DirectoryTable));
const town = settings();

const directory = directoryToRead(env);

export const handler = httpHandler(
  "directory-staff",
  DIRECTORY_ROUTES,
  [readMe, listAbsences, recordAbsence, endAbsence],
  {
    directory,
    people: directory,
    absences: absencesOf(env),
    register: townRegister(town.divisionCode),
    origins: town.api.corsOrigins,
    now,
  },
);
