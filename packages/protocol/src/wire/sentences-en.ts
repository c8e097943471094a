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
  lookup: 'while the domain name was being resolved; check that the name servers of this domain respond',
  connect: 'while connecting; check that the server is running and that no firewall blocks this port',
  tls: 'during the TLS handshake; check whether the TLS service on this port hangs',
  headers: 'while waiting for the response; respond first, and do slow work in the background',
  body: 'before the response was complete; write the whole response at once, with the correct Content-Length',
}
const rules: Record<MemberRule, string> = {
  id_characters:
    'it must not start or end with a space, or contain commas, control characters or incomplete characters',
  finite_number: 'it must be a finite number',
}
const bytes = (count: number): string => `${count} ${count === 1 ? 'byte' : 'bytes'}`
const withMessage = (text: string | null): string =>
  text === null
    ? ' and no message; give the reason in resultMsg'
    : ` and the message “${text}”; the log of the seller’s server shows why`

const gatewayAdvice =
  'check whether a gateway, a firewall or a sign-in page blocks the marketplace’s requests'
const overloadAdvice = 'check that the application behind the gateway is running and not overloaded'
const statusAdvice: Readonly<Record<number, string>> = {
  401: gatewayAdvice,
  403: gatewayAdvice,
  404: 'check that the path of the endpoint matches the deployed path',
  405: 'the endpoint must accept POST requests',
  415: 'the endpoint must accept application/json with the charset utf8; if a body parser such as express.json() runs before the code that verifies the signature, move it after that code',
  429: 'raise the rate limit for requests from the marketplace',
  502: overloadAdvice,
  503: overloadAdvice,
  504: overloadAdvice,
}
function adviceOn(status: number): string {
  if (status >= 500) return statusAdvice[status] ?? 'check the error log of the seller’s server'
  if (status >= 400)
    return statusAdvice[status] ?? 'return 200 for errors as well, and describe them in the result code'
  return 'only 200 counts as success'
}

export const english: VerdictWriters = {
  succeeded: () => 'The seller’s server confirmed success.',
  pending: () => 'The seller’s server accepted the request and is still processing it.',
  refused: (v) => `The seller’s server refused with result code ${v.resultCode}${withMessage(v.resultMsg)}.`,
  result_code_unknown: (v) =>
    `The seller’s server returned result code ${v.resultCode}${v.resultMsg === null ? '' : ` and the message “${v.resultMsg}”`}; the protocol does not define this code, so it counts as a failure: return one of the protocol’s codes.`,
  http_status: (v) =>
    v.said
      ? `The seller’s server returned result code ${v.said.resultCode}${v.said.resultMsg === null ? ' and no message' : ` and the message “${v.said.resultMsg}”`}, with HTTP status ${v.status}; the status must be 200 for errors as well, and the log of the seller’s server shows why it refused.`
      : `The seller’s server returned HTTP status ${v.status} instead of 200; ${adviceOn(v.status)}.`,
  redirect: (v) =>
    `The seller’s server returned HTTP status ${v.status} and redirects to ${v.location === null ? 'another URL' : `“${v.location}”`}; redirects are not followed: return 200 from the endpoint itself, or register the target as the endpoint.`,
  content_type: (v) =>
    `The Content-Type of the response is ${v.got === null ? 'missing' : `“${v.got}”`}; set it to application/json.`,
  content_encoding: (v) =>
    `The response body is compressed (Content-Encoding: ${v.got}), which is not supported; turn compression off for this URL.`,
  not_http: (v) =>
    `The response is not valid HTTP/1.1 (${v.reason}); check that an HTTP service listens on this port, and which headers the application or gateway writes.`,
  head_too_long: (v) =>
    `The response headers are longer than ${bytes(v.limitBytes)}; remove headers that are not needed, such as cookies.`,
  head_truncated: () =>
    'The connection was closed before the response headers were complete; check whether the application or a gateway stops while responding.',
  body_too_long: (v) =>
    `The response body is longer than ${bytes(v.limitBytes)} and was not read to its end; return only what the protocol requires, and check that the response ends.`,
  body_truncated: (v) =>
    `The connection was closed after ${bytes(v.gotBytes)} of the response body; check the Content-Length, and whether the application or a gateway stops while responding.`,
  body_empty: () => 'The response has no body; return a JSON object, and check that the result is written.',
  body_not_utf8: () =>
    'The response body is not valid UTF-8; write it in UTF-8, not in GBK or another encoding.',
  body_bom: () =>
    'The response body starts with a byte order mark (EF BB BF) instead of “{”; write UTF-8 without a BOM.',
  body_unparsable: (v) =>
    `The response body (${bytes(v.gotBytes)}) is not valid JSON; check quotes, commas and brackets, and that nothing else is written.`,
  not_an_object: (v) =>
    `The response body is ${types[v.got]} instead of a JSON object; return an object in braces.`,
  result_code_missing: () =>
    'The response has no resultCode; every response needs one, “000000” for success.',
  result_code_malformed: (v) =>
    `resultCode is “${v.got}”; it must be a string of six digits, such as “000000”.`,
  body_sign_missing: () =>
    'The response reports success, but has no Body-Sign header, which this protocol requires; sign the body with the access key, and check that no gateway removes the header.',
  body_sign_malformed: () =>
    'The Body-Sign header cannot be read; write sign_type="HMAC-SHA256", signature="…", with both values in double quotes.',
  body_sign_type: (v) => `The sign_type in the Body-Sign header is “${v.got}”; it must be HMAC-SHA256.`,
  body_sign_differs: () =>
    'The signature in the Body-Sign header does not match the body; sign exactly the bytes that are sent, with the access key alone, and write the signature in Base64.',
  member_missing: (v) =>
    `The response has no ${v.name}, which is required; add it, with a value that is not empty.`,
  member_type: (v) =>
    `${v.name} is ${types[v.got]} instead of ${types[v.expected]}; use the type that the protocol defines.`,
  member_too_long: (v) => `${v.name} has ${v.got} characters; the maximum is ${v.max}.`,
  member_value: (v) =>
    `${v.name} is “${v.got}”; ${v.rule ? rules[v.rule] : 'use a value that the protocol allows'}.`,
  instance_id_taken: () =>
    'The instanceId of the response belongs to another service of this seller that has not ended; give every order line its own instance ID, and return the same one only when the same order line is requested again.',
  timed_out: (v) => `The call timed out after ${formatSeconds(v.ms)} s ${timedOut[v.phase]}.`,
  connection_refused: () =>
    'The seller’s server refused the connection, as nothing listens on this address and port; start the service, or check the port and the firewall.',
  connection_reset: () =>
    'The seller’s server accepted the connection and closed it without a response; check whether the application crashes, or whether a gateway or firewall drops the connection.',
  host_unreachable: (v) =>
    `The seller’s server cannot be reached over the network (${v.reason}); check that the IP address of its domain name is reachable from the internet.`,
  connection_failed: (v) =>
    `The connection to the seller’s server failed (${v.reason}); the cause may be on the marketplace’s side: if it happens again, contact an operator.`,
  dns_not_found: (v) =>
    `The domain name ${v.host} does not exist or has no IP address; check the spelling of the endpoint, and the DNS records of the domain.`,
  dns_failed: (v) =>
    `The DNS query for ${v.host} failed (${v.reason}); check that the name servers of this domain work.`,
  tls_missing: () =>
    'The service on this port does not use TLS; enable HTTPS on the port of the endpoint, or use the port that has it.',
  tls_too_old: () => 'The seller’s server supports no TLS version from 1.2 upwards; enable TLS 1.2 or 1.3.',
  tls_broken_off: () =>
    'The seller’s server closed the connection during the TLS handshake; check its TLS settings, that its certificate is loaded, and that no firewall drops the connection.',
  certificate_expired: () =>
    'The TLS certificate, or one that issued it, has expired; install a new certificate and reload the service.',
  certificate_not_yet_valid: () =>
    'The TLS certificate is not valid yet; install another one, or check the clock of the machine that issued it.',
  certificate_self_signed: () =>
    'The TLS certificate is self-signed and not trusted; use one issued by a public certificate authority.',
  certificate_untrusted: () =>
    'The issuer of the TLS certificate is not trusted; use a certificate from a public certificate authority, and make the server send the intermediate certificates as well.',
  certificate_wrong_host: (v) =>
    `The TLS certificate is for ${v.names}, not for ${v.host}; install one for this host, or add the endpoint with a name in the certificate.`,
  tls_failed: (v) =>
    `The TLS connection failed (${v.reason}); check that the server supports common algorithms of TLS 1.2 or 1.3, and does not require a client certificate.`,
  address_forbidden: (v) =>
    `The endpoint resolves to ${v.address}, which is not a public address, so it was not called; make the domain name resolve to a public address, or ask an operator to allow this server in a private network.`,
  plain_http: (v) =>
    `The endpoint ${v.host} is not encrypted (http), so it was not called; enable HTTPS on the server, and add the endpoint with https://.`,
  interrupted: () =>
    'The marketplace stopped after the request was sent, so it is unknown whether the seller carried it out; the same request may be sent again, and must then have no second effect.',
  late: () =>
    'The response arrived after this attempt had ended, so it was recorded without effect; respond within the time limit.',
}
