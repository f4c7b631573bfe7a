/** What S3 says of a request that it does not take; sent as XML. */
export class S3Refusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const denied = (message: string) => new S3Refusal(403, "AccessDenied", message);
