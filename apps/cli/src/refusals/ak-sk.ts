import type { AkSkMistake, AkSkRefusal } from '@loggia/signing'

const mistakes: Readonly<Record<AkSkMistake, string>> = {
  path_without_slash: 'the canonical path was signed without the slash at its end',
  query_left_out: 'the query was not signed',
  query_unsorted: 'the query was signed in the order in which it was sent; sort it by name',
  query_unescaped: 'the query was signed without escapes',
  host_without_port: 'the host was signed without the port that was sent',
  method_lower_case: 'the method was signed in lower case',
  body_empty: 'an empty body was signed',
  body_trimmed: 'the body was signed without the whitespace around it',
  body_reserialised: 'the body was serialised again after it was signed',
  body_sorted_with_nulls: 'the body was signed with its fields sorted',
  body_sorted_every_level: 'the body was signed with its fields sorted at every level',
  body_sorted_descending: 'the body was signed with its fields sorted in descending order',
  body_ascii_escaped: 'the body was signed with non-ASCII characters as \\uXXXX',
}

/** Explains in one sentence why a call to the open APIs is refused. */
export function describeAkSkRefusal(reason: AkSkRefusal): string {
  switch (reason.code) {
    case 'authorization_missing':
      return 'There is no Authorization header.'
    case 'algorithm_unknown':
      return `The Authorization header starts with “${reason.got}”; it must start with SDK-HMAC-SHA256.`
    case 'authorization_malformed':
      return 'The Authorization header is not SDK-HMAC-SHA256 Access=…, SignedHeaders=…, Signature=….'
    case 'signature_malformed':
      return `The signature “${reason.got}” is not 64 hexadecimal digits.`
    case 'date_missing':
      return 'There is no X-Sdk-Date header.'
    case 'date_malformed':
      return `The X-Sdk-Date “${reason.got}” does not have the form 20260131T080000Z.`
    case 'stale':
      return `The X-Sdk-Date is ${Math.round(reason.byMs / 1000)} s ${reason.ahead ? 'ahead of' : 'behind'} the clock; the limit is 900 s.`
    case 'date_unsigned':
      return 'The header x-sdk-date is not in SignedHeaders.'
    case 'signed_header_missing':
      return `The signed header ${reason.header} did not arrive.`
    case 'body_hash_differs':
      return 'X-Sdk-Content-Sha256 is the hash of a different body.'
    case 'signature_differs':
      return reason.mistake === undefined
        ? 'The signature does not match: the secret key or a part of the request differs from what was signed.'
        : `The secret key is right, but ${mistakes[reason.mistake]}.`
  }
}
