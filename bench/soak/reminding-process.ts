/** One sweep and its senders in a process of their own: `<endpoint> <table names> <instant>`. */
import { instant } from "../../shared/kernel/local-date.ts";
import { type ReminderTables, remind } from "./reminding.ts";

const [, , endpoint = "", names = "", at = ""] = process.argv;
const LOOK_EVERY_MS = 20;

console.log = () => {};
const rssBefore = process.memoryUsage.rss();
let heapAtMost = 0;
const looking = setInterval(() => {
  heapAtMost = Math.max(heapAtMost, process.memoryUsage().heapUsed);
}, LOOK_EVERY_MS);
const reminded = await remind(endpoint, JSON.parse(names) as ReminderTables, instant(at)); // as due-among-open.ts gives them
clearInterval(looking);
const rssAtMost = process.resourceUsage().maxRSS * 1024;
process.send?.({ ...reminded, rssBefore, rssAtMost, heapAtMost }, () => process.exit(0));
