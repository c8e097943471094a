import type { JsonType } from './json.ts'
import type { CallPhase, MemberRule } from './verdicts.ts'
import { formatSeconds } from './verdict-writers.ts'
import type { VerdictWriters } from './verdict-writers.ts'

const types: Record<JsonType | 'integer', string> = {
  string: 'a string',
  number: 'a number',
  integer: 'an integer',
  boolean: 'a Boolean',
  null: 'null',
  object: 'an object',
  array: 'an array',
}
const timedOut: Record<CallPhase, string> = {
  lookup: 'before the domain name was resolved; check that the name servers of this domain answer',
  connect:
    'before the connection was made; check that the server is up and that no firewall closes this port',
  tls: 'during the TLS handshake; check whether the TLS service at this port hangs',
  headers: 'before the head of the reply came; answer first and do what takes long in the background',
  body: 'before the reply was complete; write the reply at once, with the right Content-Length',
}
const rules: Record<MemberRule, string> = {
  id_characters:
    'it must not begin or end with a blank, nor hold commas, control characters or halves of characters',
  finite_number: 'it must be a finite number',
}
const bytes = (count: number): string => `${count} ${count === 1 ? 'byte' : 'bytes'}`
const withMessage = (text: string | null): string =>
  text === null
    ? ' without a message; say why in resultMsg'
    : ` with the message “${text}”; the log of the seller’s server tells why`

const statusAdvice: Readonly<Record<number, string>> = {
  401: 'check whether a gateway, a firewall or a login keeps the marketplace’s requests out',
  403: 'check whether a gateway, a firewall or a login keeps the marketplace’s requests out',
  404: 'check that the path of the production address is the one that was deployed',
  405: 'the production address must accept POST requests',
  415: 'the production address must accept application/json with the charset written as utf8; a body parser that stands before the code that verifies the signature (such as express.json() before the adapter) refuses it, and belongs behind it',
  429: 'raise the rate limit for the marketplace’s requests',
  502: 'check whether the application behind the gateway is up and not overloaded',
  503: 'check whether the application behind the gateway is up and not overloaded',
  504: 'check whether the application behind the gateway is up and not overloaded',
}
function adviceOn(status: number): string {
  if (status >= 500) return statusAdvice[status] ?? 'see the error log of the seller’s server'
  if (status >= 400)
    return statusAdvice[status] ?? 'return 200 for errors too, and tell them by the resultCode'
  return 'nothing but 200 counts as success'
}

export const english: VerdictWriters = {
  succeeded: () => 'The seller’s server confirmed success.',
  pending: () => 'The seller’s server accepted the request and is still processing it.',
  refused: (v) => `The seller’s server refused with result code ${v.resultCode}${withMessage(v.resultMsg)}.`,
  result_code_unknown: (v) =>
    `The seller’s server returned result code ${v.resultCode}${v.resultMsg === null ? '' : ` with the message “${v.resultMsg}”`}; the protocol has no such code, so it counts as a failure: use one of the protocol’s codes.`,
  http_status: (v) =>
    v.said
      ? `The seller’s server returned result code ${v.said.resultCode}${v.said.resultMsg === null ? ' without a message' : ` with the message “${v.said.resultMsg}”`} and HTTP status ${v.status}, which must be 200 for errors too; the log of the seller’s server tells why.`
      : `The seller’s server returned HTTP status ${v.status}, and it must be 200; ${adviceOn(v.status)}.`,
  redirect: (v) =>
    `The seller’s server returned HTTP status ${v.status} and redirects to ${v.location === null ? 'another address' : `“${v.location}”`}; redirects are not followed: let the production address itself return 200, or register the target.`,
  content_type: (v) =>
    `The Content-Type header is ${v.got === null ? 'missing' : `“${v.got}”`}, and it must be application/json; set it in the reply.`,
  content_encoding: (v) =>
    `The body of the reply is compressed (Content-Encoding: ${v.got}) and is not unpacked; switch compression off for this address.`,
  not_http: (v) =>
    `What came back is no valid HTTP/1.1 reply (${v.reason}); check that an HTTP service listens at this port, and which headers the application or gateway writes.`,
  head_too_long: (v) =>
    `The head of the reply is longer than the limit of ${bytes(v.limitBytes)}; leave out headers that are not needed, such as many cookies.`,
  head_truncated: () =>
    'The connection closed within the head of the reply; check whether the application or a gateway ends on the way.',
  body_too_long: (v) =>
    `The body of the reply is longer than the limit of ${bytes(v.limitBytes)} and was not read to its end; return only what the protocol asks for, and see that the reply ends.`,
  body_truncated: (v) =>
    `The reply is incomplete, as the connection closed after ${bytes(v.gotBytes)} of the body; check the Content-Length, and whether the application or a gateway ends on the way.`,
  body_empty: () => 'The reply has no body, and it must be a JSON object; check that the result is written.',
  body_not_utf8: () =>
    'The body of the reply is not valid UTF-8; write it in UTF-8, not in GBK or another encoding.',
  body_bom: () =>
    'The body of the reply begins with a byte order mark (EF BB BF), and it must begin with “{”; write UTF-8 without a BOM.',
  body_unparsable: (v) =>
    `The body of the reply (${bytes(v.gotBytes)}) is not valid JSON; check quotes, commas and brackets, and that nothing else is written.`,
  not_an_object: (v) => `The body of the reply is ${types[v.got]}, and it must be a JSON object, in braces.`,
  result_code_missing: () => 'The reply has no resultCode; every reply needs one, “000000” for success.',
  result_code_malformed: (v) =>
    `resultCode is “${v.got}”; it must be a string of six digits, such as “000000”.`,
  body_sign_missing: () =>
    'The reply reports success without a Body-Sign header, which this protocol demands; sign the body with the access key, and see that no gateway removes the header.',
  body_sign_malformed: () =>
    'The Body-Sign header cannot be read; write sign_type="HMAC-SHA256", signature="…" with both values in double quotes.',
  body_sign_type: (v) => `The sign_type of the Body-Sign header is “${v.got}”; it must be HMAC-SHA256.`,
  body_sign_differs: () =>
    'The signature in the Body-Sign header does not fit the body; sign exactly the bytes that are sent, with the access key alone as the key, and write the signature in Base64.',
  member_missing: (v) =>
    `The reply has no ${v.name}, which is mandatory; add it, with a value that is not empty.`,
  member_type: (v) =>
    `${v.name} is ${types[v.got]}, and it must be ${types[v.expected]}; use the type of the protocol.`,
  member_too_long: (v) => `${v.name} has ${v.got} characters, and at most ${v.max} are allowed; shorten it.`,
  member_value: (v) =>
    `${v.name} is “${v.got}”; ${v.rule ? rules[v.rule] : 'use a value that the protocol allows'}.`,
  instance_id_taken: () =>
    'The instanceId of the reply belongs to another service of this seller that is not over; give every order line an instance ID of its own, and return the same one only when the same order line is asked for again.',
  timed_out: (v) => `The time limit of ${formatSeconds(v.ms)} s ended ${timedOut[v.phase]}.`,
  connection_refused: () =>
    'The seller’s server refused the connection, as nothing listens at this address and port; start the service, or check port and firewall.',
  connection_reset: () =>
    'The seller’s server took the connection and closed it without a reply; check whether the application crashes, or a gateway or firewall cuts the connection.',
  host_unreachable: (v) =>
    `No way leads to the seller’s server (${v.reason}); check that the address of its domain name can be reached from the internet.`,
  connection_failed: (v) =>
    `The seller’s server could not be connected to (${v.reason}); the cause may lie with the marketplace: tell its operator if it comes again.`,
  dns_not_found: (v) =>
    `The domain name ${v.host} does not exist or has no address; check the spelling of the production address, and the DNS records of the domain.`,
  dns_failed: (v) =>
    `The DNS query for ${v.host} got no answer (${v.reason}); check that the name servers of this domain work.`,
  tls_missing: () =>
    'The service at this port does not speak TLS; switch HTTPS on at the port of the production address, or use the port that has it.',
  tls_too_old: () => 'The seller’s server knows no TLS from 1.2 on; switch on TLS 1.2 or 1.3.',
  tls_broken_off: () =>
    'The seller’s server closed the connection during the TLS handshake; check its TLS settings, that its certificate is loaded, and that no firewall cuts the connection.',
  certificate_expired: () =>
    'The TLS certificate, or one that issued it, has expired; install a new one and reload the service.',
  certificate_not_yet_valid: () =>
    'The TLS certificate is not valid yet; install another, or check the clock of the machine that issued it.',
  certificate_self_signed: () =>
    'The TLS certificate is self-signed and not trusted; use one that a public authority issued.',
  certificate_untrusted: () =>
    'The issuer of the TLS certificate is not trusted; use a certificate of a public authority, and let the server send the intermediate certificates with it.',
  certificate_wrong_host: (v) =>
    `The TLS certificate is not for ${v.host} but for ${v.names}; install one that names this host, or register the name that it has.`,
  tls_failed: (v) =>
    `No TLS connection could be made (${v.reason}); check the TLS settings of the server: usual algorithms of TLS 1.2 or 1.3, and no client certificate demanded.`,
  address_forbidden: (v) =>
    `The production address leads to ${v.address}, which is not public and may not be called; let the domain name resolve to a public address; a server in a private network has to be allowed by the operator.`,
  plain_http: (v) =>
    `The production address ${v.host} is not encrypted (http) and may not be called; switch HTTPS on at the server, and register the address with https://.`,
  interrupted: () =>
    'The marketplace’s process ended after the request was sent, and whether the seller carried it out is unknown; the same request may come again, and a repeat must do nothing new.',
  late: () =>
    'The reply came after this attempt had been given up; it is filed and had no effect: answer within the time limit.',
}
