import type { Verdict } from '@loggia/protocol/wire'
import type { Difference } from './difference.ts'

/** The protocols whose proofs are known here; both kits are the joint kit’s sync interfaces in their two generations. */
export const protocols = ['saas-v2', 'saas-v1', 'order-notification', 'kit-v2', 'kit-v1', 'ak-sk'] as const
/** One of {@link protocols}. */
export type Protocol = (typeof protocols)[number]

/** The character sets with which text is mistaken for UTF-8. */
export type Charset = 'GBK' | 'ISO-8859-1' | 'US-ASCII' | 'UTF-16'

/** What each kind of finding knows beside its name. */
export type KindFacts = {
  /** The name under which the key that fits was given, if it has one. */
  key_other: { readonly name?: string }
  key_charset: { readonly charset: Charset }
  proof_cut: { readonly got: number; readonly expected: number }
  /** `got` is what came, cut to 80 characters; `form` what was expected. */
  proof_malformed: { readonly got: string; readonly form: 'hex' | 'base64' }
  parameter_missing: { readonly parameter: string }
  parameter_misspelled: { readonly parameter: string; readonly got: string }
  parameter_elsewhere: { readonly parameter: string; readonly place: 'header' | 'body' | 'query' }
  timestamp_malformed: { readonly got: string; readonly digits: 13 | 17 }
  /** The request's time lies `byMs` from the clock of the receiver, after it if `ahead`. `clock` says whose clock. */
  clock_skew: {
    readonly byMs: number
    readonly ahead: boolean
    readonly limitMs: number
    readonly clock: 'given' | 'reply'
  }
  timestamp_local: { readonly hours: number; readonly clock: 'given' | 'reply' }
  parts_separated: { readonly separator: string }
  hash_algorithm: { readonly algorithm: string }
  body_charset: { readonly charset: Charset }
  pairs_charset: { readonly charset: Charset }
  pairs_parameter_left_out: { readonly parameter: string }
  pairs_reencoded: { readonly style: 'encodeURIComponent' | 'URLEncoder' }
  body_sign_misspelled: { readonly got: string }
  body_sign_case: { readonly got: string }
  body_sign_type: { readonly got: string }
  body_sign_malformed: { readonly got: string }
  field_key_padded: { readonly fill: 'zeros' | 'blanks' | 'repeated' | 'cut' }
  field_key_hashed: { readonly algorithm: string }
  field_bits: { readonly announced: 128 | 256; readonly used: 128 | 256 }
  encrypt_type_unknown: { readonly got: string }
  ak_sk_header_absent: { readonly header: string }
  ak_sk_algorithm: { readonly got: string }
  ak_sk_malformed: { readonly got: string }
  ak_sk_date_malformed: { readonly got: string }
  method_wrong: { readonly got: string; readonly expected: string }
  reply_fault: { readonly verdict: Verdict }
  refused_though_right: { readonly resultCode: string }
  nothing_fits: { readonly tried: number }
}

const kindsWithFacts = {
  key_other: true,
  key_charset: true,
  proof_cut: true,
  proof_malformed: true,
  parameter_missing: true,
  parameter_misspelled: true,
  parameter_elsewhere: true,
  timestamp_malformed: true,
  clock_skew: true,
  timestamp_local: true,
  parts_separated: true,
  hash_algorithm: true,
  body_charset: true,
  pairs_charset: true,
  pairs_parameter_left_out: true,
  pairs_reencoded: true,
  body_sign_misspelled: true,
  body_sign_case: true,
  body_sign_type: true,
  body_sign_malformed: true,
  field_key_padded: true,
  field_key_hashed: true,
  field_bits: true,
  encrypt_type_unknown: true,
  ak_sk_header_absent: true,
  ak_sk_algorithm: true,
  ak_sk_malformed: true,
  ak_sk_date_malformed: true,
  method_wrong: true,
  reply_fault: true,
  refused_though_right: true,
  nothing_fits: true,
} satisfies Record<keyof KindFacts, true>

const plainKinds = [
  // The key.
  'key_base64',
  'key_not_decoded',
  'key_hex_decoded',
  'key_newline',
  'key_blank',
  'key_quoted',
  'key_bom',
  'key_trimmed',
  'key_case',
  'key_without_dashes',
  'key_escaped',
  'key_empty',
  // How the proof is written.
  'proof_base64_for_hex',
  'proof_hex_for_base64',
  'proof_base64_of_hex',
  'proof_plus_blank',
  'proof_escaped_twice',
  'proof_url_safe',
  'proof_unpadded',
  'proof_spaced',
  'proof_case',
  'computed_right',
  // Time and nonce.
  'timestamp_seconds',
  'timestamp_seconds_signed',
  'timestamp_milliseconds_signed',
  'timestamp_local_signed',
  'timestamp_short_signed',
  'nonce_replayed',
  'nonce_encoded',
  'nonce_timestamp_swapped',
  'nonce_left_out',
  'timestamp_left_out',
  // The formula.
  'key_left_out',
  'body_left_out',
  'body_only',
  'parts_sorted',
  'hash_plain_inner',
  'hash_plain_outer',
  'inner_upper_case',
  'inner_base64',
  'inner_binary',
  'kit_formula',
  'basic_formula',
  'v1_formula',
  'v2_formula',
  'key_with_timestamp',
  'key_without_timestamp',
  'key_behind_timestamp',
  'key_and_text_swapped',
  // The body that was signed, beside the one that came.
  'body_empty',
  'body_trimmed',
  'body_line_break',
  'body_bom',
  'body_line_ends',
  'body_reserialised',
  'body_spaced',
  'body_indented',
  'body_sorted',
  'body_sorted_with_nulls',
  'body_sorted_every_level',
  'body_sorted_descending',
  'body_sorted_caseless',
  'body_nulls_dropped',
  'body_ascii_escaped',
  'body_unescaped',
  'body_slash_escaped',
  'body_slash_unescaped',
  'body_html_escaped',
  'body_numbers_quoted',
  'body_numbers_decimal',
  'body_quoted',
  'body_compressed',
  'body_sent_in_gbk',
  'body_differs',
  // The pairs that V1.0 signs.
  'pairs_not_decoded',
  'pairs_decoded_twice',
  'pairs_plus_kept',
  'pairs_plus_blank',
  'pairs_empty_skipped',
  'pairs_empty_kept',
  'pairs_with_token',
  'pairs_sorted_caseless',
  'pairs_unsorted',
  'pairs_descending',
  'pairs_values_only',
  'pairs_joined',
  'pairs_trailing',
  'pairs_last_of_repeated',
  'pairs_fields_opened',
  'pairs_extend_opened',
  // The header of a reply.
  'body_sign_missing',
  'body_sign_unquoted',
  'body_sign_bare',
  'body_sign_over_request',
  'body_sign_v2_formula',
  // Fields under AES.
  'field_plain',
  'field_prng_unsigned',
  'field_ecb',
  'field_iv_missing',
  'field_iv_from_key',
  'field_iv_behind',
  'field_iv_encoded',
  'field_base64_whole',
  'field_hex',
  'field_zero_padded',
  'field_null',
  'field_malformed',
  'field_too_long',
  'encrypt_type_missing',
  // SDK-HMAC-SHA256.
  'ak_sk_missing',
  'ak_sk_date_missing',
  'ak_sk_date_unsigned',
  'ak_sk_body_hash',
  'ak_sk_path_without_slash',
  'ak_sk_query_left_out',
  'ak_sk_query_unsorted',
  'ak_sk_query_unescaped',
  'ak_sk_host_without_port',
  'ak_sk_method_lower_case',
  // The whole.
  'protocol_unknown',
] as const

/** A kind that says all by its name. */
export type PlainKind = (typeof plainKinds)[number]
/** The name of a root cause. A closed list, in docs/reference/diagnosis.md. */
export type Kind = PlainKind | keyof KindFacts
/** One mistake, by its kind and what is known of it. Every value survives JSON. */
export type Finding =
  | { readonly kind: PlainKind }
  | { [K in keyof KindFacts]: { readonly kind: K } & KindFacts[K] }[keyof KindFacts]
/** The finding that has this kind. */
export type FindingOf<K extends Kind> = K extends keyof KindFacts
  ? { readonly kind: K } & KindFacts[K]
  : { readonly kind: K }

/** All kinds, in the order of the reference. */
export const kinds: readonly Kind[] = [...(Object.keys(kindsWithFacts) as (keyof KindFacts)[]), ...plainKinds]

/**
 * *proved*: with these mistakes the computation gives exactly what was received, and nothing else that was tried does, or
 * the exchange itself shows it. *fits*: it agrees with what was received, and so may other causes.
 */
export type Certainty = 'proved' | 'fits'

/** Mistakes that account for what was received when they are made together. */
export type Explanation = {
  readonly certainty: Certainty
  readonly findings: readonly Finding[]
  /** Between the body that was signed and the one received. */
  readonly difference?: Difference
}

/** What a problem is about: *computed* is what a receiver’s code came to; a field stands with its path, such as `appInfo.password`. */
export type Subject = 'request' | 'reply' | 'computed' | `field ${string}`

/** One thing that is wrong. More than one explanation: nothing in the exchange can tell which of them it is. */
export type Problem = { readonly subject: Subject; readonly explanations: readonly Explanation[] }
