import type { BodySignRefusal } from '@loggia/signing'

/** Explains in one sentence why the proof of a reply is refused. */
export function describeBodySignRefusal(reason: BodySignRefusal): string {
  switch (reason.code) {
    case 'header_missing':
      return 'There is no Body-Sign header.'
    case 'header_malformed':
      return 'The header is not sign_type="HMAC-SHA256", signature="…" with both values in double quotes.'
    case 'sign_type_unknown':
      return `The sign_type is “${reason.got}”; it must be HMAC-SHA256.`
    case 'signature_differs':
      return 'The signature does not fit: another key was used, or other bytes were signed than came.'
  }
}
