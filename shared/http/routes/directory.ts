/** Routes about the town: its centres, stations, service items, days, and who is away. */
export const DIRECTORY_ROUTES = {} as const;
