/** The lengths of the period that a page of interface health shows, in days of the market's zone that end today. */
export const healthPeriods = [7, 30, 90] as const
export type HealthPeriod = (typeof healthPeriods)[number]

/** Attempts are counted so often: the numbers of a page change no sooner. */
export const countMinutes = 15

/** Why attempts failed, as a seller understands it. Each has its remedies, see {@link remedies}. */
export const failureCauses = [
  /** The server took the request, and sent no response in time or closed the connection. */
  'no_reply',
  /** No connection: name, route, port, or an address that may not be called. */
  'connection',
  'tls',
  'http_status',
  /** The response is not signed, or its signature does not match. */
  'body_sign',
  /** The seller's application answered with an error code, or with none that the protocol knows. */
  'result_code',
  /** The response is not what the protocol describes. */
  'format',
  /** The response came, but after the time limit. */
  'too_late',
] as const
export type FailureCause = (typeof failureCauses)[number]

/** What a seller can do about a failure, by its cause. Pages have a sentence for each. */
export const remedies = {
  no_reply: ['answer_sooner', 'keep_connection'],
  connection: ['fix_name', 'open_port', 'change_address'],
  tls: ['speak_tls', 'renew_certificate', 'fix_certificate'],
  http_status: ['fix_server_error', 'fix_path', 'stop_redirecting'],
  body_sign: ['sign_response', 'use_linked_key'],
  result_code: ['look_up_result_code', 'use_known_result_code'],
  format: ['answer_json', 'fix_member', 'answer_own_instance'],
  too_late: ['answer_sooner'],
} as const satisfies Readonly<Record<FailureCause, readonly string[]>>
export type Remedy = (typeof remedies)[FailureCause][number]

/** The days that the figures for buyers are computed from. */
export const figureDays = 90
/** With fewer buyers no figures are shown. */
export const figureLeastBuyers = 5
/** The most orders of one buyer that count, the newest. */
export const figureMostOrders = 3
/** A percentile of durations is at most this share beside the exact one. */
export const percentileError = 0.025
