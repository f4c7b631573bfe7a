/** Personal data as lists show it. */

/** `张*`: the family name, and a star for the rest. */
export const maskedName = (name: string): string => `${[...name][0] ?? ""}*`;
/** `138****8000` */
export const maskedPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;
/** The first three and the last two characters. */
export const maskedIdNumber = (idNumber: string): string =>
  `${idNumber.slice(0, 3)}${"*".repeat(Math.max(0, idNumber.length - 5))}${idNumber.slice(-2)}`;
