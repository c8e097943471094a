import type { AkSkMistake, AkSkRefusal } from '@loggia/signing'

const mistakes: Readonly<Record<AkSkMistake, string>> = {
  path_without_slash: 'the canonical path was signed without its last slash',
  query_left_out: 'the query was not signed',
  query_unsorted: 'the query was signed in the order in which it was sent; it is to be sorted',
  query_unescaped: 'nothing in the query was escaped',
  host_without_port: 'the host was signed without the port that was sent',
  method_lower_case: 'the method was signed in lower case',
  body_empty: 'an empty body was signed',
  body_trimmed: 'the body was signed without the white space around it',
  body_reserialised: 'the body was written anew after it was signed',
  body_sorted_with_nulls: 'the body was signed with its members sorted',
  body_sorted_every_level: 'the body was signed with its members sorted on every level',
  body_sorted_descending: 'the body was signed with its members sorted from Z to A',
  body_ascii_escaped: 'the body was signed with non-ASCII characters as \\uXXXX',
}

/** Explains in one sentence why a call to the open APIs is refused. */
export function describeAkSkRefusal(reason: AkSkRefusal): string {
  switch (reason.code) {
    case 'authorization_missing':
      return 'There is no Authorization header.'
    case 'algorithm_unknown':
      return `The Authorization header begins with “${reason.got}”; it must be SDK-HMAC-SHA256.`
    case 'authorization_malformed':
      return 'The Authorization header is not SDK-HMAC-SHA256 Access=…, SignedHeaders=…, Signature=….'
    case 'signature_malformed':
      return `The signature “${reason.got}” is not 64 hexadecimal digits.`
    case 'date_missing':
      return 'There is no X-Sdk-Date header.'
    case 'date_malformed':
      return `The X-Sdk-Date “${reason.got}” is no time such as 20260131T080000Z.`
    case 'stale':
      return `The X-Sdk-Date is ${Math.round(reason.byMs / 1000)} s ${reason.ahead ? 'ahead of' : 'behind'} the clock; at most 900 s either way are allowed.`
    case 'date_unsigned':
      return 'The header x-sdk-date is not among the signed headers.'
    case 'signed_header_missing':
      return `The signed header ${reason.header} did not come.`
    case 'body_hash_differs':
      return 'X-Sdk-Content-Sha256 is the hash of another body.'
    case 'signature_differs':
      return reason.mistake === undefined
        ? 'The signature does not fit: the secret or something in the request is another one than was signed.'
        : `The secret is right, but ${mistakes[reason.mistake]}.`
  }
}
