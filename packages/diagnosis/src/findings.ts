import type { Verdict } from '@loggia/protocol/wire'
import type { Difference } from './difference.ts'
import type {
  CanonicalHow,
  HashHow,
  HeadersHow,
  NonceHow,
  PathHow,
  PayloadHow,
  PrngHow,
  QueryHow,
  RefusalReason,
  ReplyHow,
  SignedHeadersHow,
  StringHow,
  TextChangeName,
  ValueHow,
} from './hows.ts'

/** The protocols whose proofs are known here; both kits are the joint kit’s sync interfaces in their two generations. */
export const protocols = ['saas-v2', 'saas-v1', 'order-notification', 'kit-v2', 'kit-v1', 'ak-sk'] as const
/** One of {@link protocols}. */
export type Protocol = (typeof protocols)[number]

/** The character sets with which text is mistaken for UTF-8. */
export type Charset = 'GBK' | 'ISO-8859-1' | 'Windows-1252' | 'US-ASCII' | 'UTF-16' | 'UTF-32' | 'CESU-8'

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
  key_affixed: { readonly text: string; readonly place: 'before' | 'behind' }
  key_hashed: { readonly algorithm: string }
  key_cut: { readonly got: number; readonly expected: number }
  key_stand_in: { readonly text: string }
  key_made_of: { readonly of: 'nonce' | 'timestamp' | 'both' | 'digest' }
  key_timestamp_separated: { readonly separator: string }
  inner_algorithm: { readonly algorithm: string }
  inner_affixed: { readonly text: string; readonly place: 'before' | 'behind' | 'around' }
  parts_ordered: { readonly parts: readonly ('key' | 'nonce' | 'timestamp' | 'body')[] }
  part_added: { readonly part: string; readonly place: 'before' | 'behind' }
  text_changed: { readonly how: TextChangeName }
  nonce_changed: { readonly how: NonceHow }
  stamp_stand_in: { readonly parameter: 'nonce' | 'timestamp'; readonly text: string }
  timestamp_formatted: { readonly example: string }
  timestamp_other: { readonly byMs: number }
  proof_prefixed: { readonly prefix: string }
  proof_separated: { readonly separator: string }
  body_member_left_out: { readonly member: string }
  body_names_cased: { readonly style: string }
  body_url_encoded: { readonly style: 'encodeURIComponent' | 'URLEncoder' }
  body_normalised: { readonly form: string }
  body_stand_in: { readonly text: string }
  body_cut: { readonly got: number; readonly expected: number }
  body_padded: { readonly length: number }
  body_printed: { readonly as: string }
  body_members_left_out: { readonly members: readonly string[] }
  reply_text: { readonly how: ReplyHow }
  pairs_parameters_left_out: { readonly parameters: readonly string[] }
  pairs_absent_signed: { readonly parameter: string; readonly value: string }
  pairs_value_changed: { readonly how: ValueHow }
  /** A list or an object among the members, as a language prints it. */
  pairs_value_printed: { readonly as: string }
  pairs_route_signed: { readonly parameter: string; readonly value: string }
  pairs_one_otherwise: { readonly parameter: string }
  pairs_all_but_one: { readonly parameter: string }
  pairs_separated: { readonly separator: string }
  field_key_stretched: { readonly rounds: number }
  field_prng_otherwise: { readonly how: PrngHow }
  field_mode: { readonly mode: string }
  field_padded: { readonly padding: string }
  ak_sk_path: { readonly how: PathHow }
  ak_sk_query: { readonly how: QueryHow }
  ak_sk_headers: { readonly how: HeadersHow }
  ak_sk_signed_headers: { readonly how: SignedHeadersHow }
  ak_sk_payload: { readonly how: PayloadHow }
  ak_sk_canonical: { readonly how: CanonicalHow }
  ak_sk_hash: { readonly how: HashHow }
  ak_sk_string: { readonly how: StringHow }
  refused_for_reason: { readonly resultCode: string; readonly reason: RefusalReason }
  refused_for_parameter: {
    readonly resultCode: string
    readonly resultMsg: string | null
    /** How far the request’s time lies from the `Date` of the reply, after it if `ahead`; absent if one of them is. */
    readonly byMs?: number
    readonly ahead?: boolean
  }
  refused_with_code: { readonly resultCode: string; readonly resultMsg: string | null }
  refused_by_status: { readonly status: number }
  /** `isField`: no signature was looked for, but the key of a sealed field. */
  nothing_fits: { readonly tried: number; readonly isField?: true }
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
  key_affixed: true,
  key_hashed: true,
  key_cut: true,
  key_stand_in: true,
  key_made_of: true,
  key_timestamp_separated: true,
  inner_algorithm: true,
  inner_affixed: true,
  parts_ordered: true,
  part_added: true,
  text_changed: true,
  nonce_changed: true,
  stamp_stand_in: true,
  timestamp_formatted: true,
  timestamp_other: true,
  proof_prefixed: true,
  proof_separated: true,
  body_member_left_out: true,
  body_names_cased: true,
  body_url_encoded: true,
  body_normalised: true,
  body_stand_in: true,
  body_cut: true,
  body_padded: true,
  body_printed: true,
  body_members_left_out: true,
  reply_text: true,
  pairs_parameters_left_out: true,
  pairs_absent_signed: true,
  pairs_value_changed: true,
  pairs_value_printed: true,
  pairs_route_signed: true,
  pairs_one_otherwise: true,
  pairs_all_but_one: true,
  pairs_separated: true,
  field_key_stretched: true,
  field_prng_otherwise: true,
  field_mode: true,
  field_padded: true,
  ak_sk_path: true,
  ak_sk_query: true,
  ak_sk_headers: true,
  ak_sk_signed_headers: true,
  ak_sk_payload: true,
  ak_sk_canonical: true,
  ak_sk_hash: true,
  ak_sk_string: true,
  refused_for_reason: true,
  refused_for_parameter: true,
  refused_with_code: true,
  refused_by_status: true,
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
  'key_hex',
  'key_dashes_replaced',
  'key_doubled',
  'key_reversed',
  'key_letter_lost',
  'key_letter_doubled',
  'key_letters_swapped',
  'key_letter_case',
  'key_look_alike',
  'key_only_in_text',
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
  'proof_quoted',
  'proof_byte_list',
  'proof_raw_bytes',
  'proof_hex_twice',
  'proof_hex_of_base64',
  'proof_base64_twice',
  'proof_zeros_lost',
  'proof_sign_extended',
  'proof_signs_lost',
  'computed_right',
  // Time and nonce.
  'timestamp_seconds',
  'timestamp_seconds_signed',
  'timestamp_milliseconds_signed',
  'timestamp_local_signed',
  'timestamp_short_signed',
  'timestamp_truncated',
  'timestamp_overflow',
  'timestamp_float',
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
  'inner_swapped',
  'inner_twice',
  'inner_without_key',
  'inner_body_base64',
  'inner_cut',
  'inner_zeros_lost',
  'inner_sign_extended',
  'inner_bytes_as_text',
  'inner_separated',
  'inner_hex_twice',
  'inner_with_timestamp',
  'hash_twice',
  'parts_named',
  'query_signed',
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
  'body_strings_unquoted',
  'body_empties_dropped',
  'body_nulls_replaced',
  'body_bound',
  'body_absent_as_null',
  'body_nested_as_text',
  'body_nested_opened',
  'body_reversed',
  'body_as_pairs',
  'body_blanks_removed',
  'body_lines_joined',
  'body_empties_nulled',
  'body_values_only',
  'body_html_unescaped',
  'body_entities',
  'body_in_list',
  'body_case',
  'body_url_decoded',
  'body_form_field',
  'body_base64',
  'body_hex',
  'body_quoted',
  'body_string_sent',
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
  'pairs_all_of_repeated',
  'pairs_sorted_as_text',
  'pairs_sorted_by_value',
  'pairs_sorted_by_length',
  'pairs_time_last',
  'pairs_names_only',
  'pairs_as_json',
  'pairs_names_cased',
  'pairs_with_address',
  'pairs_body_signed',
  'pairs_fields_opened',
  'pairs_extend_opened',
  // The header of a reply.
  'body_sign_missing',
  'body_sign_unquoted',
  'body_sign_bare',
  'body_sign_over_request',
  'body_sign_v2_formula',
  'body_sign_key_in_text',
  'body_sign_over_hash',
  'body_sign_v1_formula',
  'body_sign_part_only',
  'body_sign_with_timestamp',
  'body_sign_before_sealing',
  // Fields under AES.
  'field_plain',
  'field_prng_unsigned',
  'field_ecb',
  'field_iv_missing',
  'field_iv_from_key',
  'field_iv_behind',
  'field_iv_encoded',
  'field_iv_other',
  'field_salted',
  'field_base64_whole',
  'field_hex',
  'field_base64_twice',
  'field_url_safe',
  'field_unpadded',
  'field_plus_blank',
  'field_line_breaks',
  'field_url_escaped',
  'field_separated',
  'field_sealed_twice',
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
  'ak_sk_method_other',
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
