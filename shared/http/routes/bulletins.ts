/** Routes about the monthly bulletin. */
export const BULLETIN_ROUTES = {} as const;
