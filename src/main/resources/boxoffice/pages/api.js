// Asks the service, with the token if somebody has signed in, and says in one form what went wrong.

import { refused, theToken } from "/pages/token.js";

/** Longer than the service takes for any answer: it answers 503 by itself within two seconds. */
const PATIENCE_MILLIS = 8_000;

/** Why a request did not bring what was asked for. */
export class Failure extends Error {
  /**
   * @param {string} sentence what people read
   * @param {string} code what the page tells failures apart by; UNREACHABLE where nothing answered
   * @param {number} status of the answer; 0 where nothing answered
   * @param {object} body of the answer, with whatever else it says
   */
  constructor(sentence, code, status, body = {}) {
    super(sentence);
    this.name = "Failure";
    this.code = code;
    this.status = status;
    this.body = body;
  }

  /** Whether what was asked for may have been done all the same: asking again tells. */
  get isUnsure() {
    return this.status === 0 || this.status >= 500;
  }
}

/**
 * Sends a request.
 *
 * @param {string} method
 * @param {string} path
 * @param {object} [body] becomes JSON
 * @returns {Promise<any>} the body of a successful answer
 * @throws {Failure}
 */
export async function ask(method, path, body) {
  const token = theToken();
  let response;
  let text;
  try {
    response = await fetch(path, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: {
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      },
      signal: AbortSignal.timeout(PATIENCE_MILLIS),
    });
    text = await response.text();
  } catch {
    throw new Failure("The service cannot be reached.", "UNREACHABLE", 0);
  }
  const answer = parsed(text);
  if (response.ok && answer !== undefined) {
    return answer;
  }
  if (response.status === 401) {
    refused(token);
  }
  const said = answer ?? {};
  throw new Failure(
    said.message ?? said.error ?? `The service answered ${response.status}.`,
    said.code ?? "UNREADABLE",
    response.status,
    said,
  );
}

/** What is no JSON comes from something between us and the service. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
