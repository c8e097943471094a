import { certificateKinds } from '@loggia/protocol/console/catalog/kinds'
import type { Language } from '@loggia/kernel'
import type { Message } from '@loggia/protocol/console'
import { amountText, inLanguage, timeText } from '@loggia/ui'
import { moneyOf, readCause, stringOf, textOf } from '../history/facts.ts'
import { certificateTexts } from '../products/certificate-texts.ts'
import { deliveryMessageTexts } from './delivery-texts.ts'
import { messageTexts } from './texts.ts'
import type { MessageReader, Sentences } from './reader.ts'
import { writeService } from './service-sentences.ts'
import { writeShared, writeUnaddressed } from './instance-sentences.ts'
import { writeCall, writeParked, writeRecovered } from './call-sentences.ts'

type Data = Message['data']
type Texts = ReturnType<typeof messageTexts.in>
type Writer = (data: Data, texts: Texts, reader: MessageReader) => Sentences | undefined

/** Tells a message in the reader’s language; a kind that is newer than the page is told by its name alone. */
export function sentencesOf(message: Pick<Message, 'kind' | 'data'>, reader: MessageReader): Sentences {
  const { kind, data } = message
  const told =
    writers[kind]?.(data, messageTexts.in(reader.language), reader) ?? writeService(message, reader)
  return told ?? { title: kind, texts: [] }
}

const nameOf = (value: unknown, language: Language): string | undefined => {
  const text = textOf(value)
  return text ? inLanguage(text, language) : stringOf(value)
}

/** R57: each with its kind and its last day. */
function certificatesOf(data: Data, language: Language): string[] {
  const texts = certificateTexts.in(language)
  const list: unknown = data['certificates']
  if (!Array.isArray(list)) return []
  return list.flatMap((one: { kind?: unknown; number?: unknown; validUntil?: unknown } | null) => {
    const [number, until] = [stringOf(one?.number), stringOf(one?.validUntil)]
    const kind = certificateKinds.find((known) => known === one?.kind) ?? 'other'
    if (number === undefined || until === undefined) return []
    return [`${texts.kinds[kind]} ${number}: ${texts.until(until)}`]
  })
}

/** What others did to a seller's product. */
const ofProducts: Readonly<Record<string, Writer>> = {
  product_suspended: (data, { productSuspended, reason }, { language, zone }) => {
    const [name, until] = [nameOf(data['name'], language), stringOf(data['until'])]
    if (name === undefined || until === undefined) return undefined
    const back = productSuspended.until(timeText(until, { language, zone, precision: 'minute' }))
    return { title: productSuspended.title(name), texts: [back, ...given(data, reason)] }
  },
  certificate_expiring: (data, { certificateExpiring }, { language }) => {
    const name = nameOf(data['name'], language)
    const list = certificatesOf(data, language)
    if (name === undefined || list.length === 0) return undefined
    return { title: certificateExpiring.title(name), texts: [...list, certificateExpiring.text] }
  },
  certificate_expired: (data, { certificateExpired }, { language }) => {
    const name = nameOf(data['name'], language)
    const list = certificatesOf(data, language)
    if (name === undefined || list.length === 0) return undefined
    return { title: certificateExpired.title(name), texts: [...list, certificateExpired.text] }
  },
  product_returned: (data, { productReturned }, { language }) => {
    const name = nameOf(data['name'], language)
    return name === undefined
      ? undefined
      : { title: productReturned.title(name), texts: [productReturned.text] }
  },
  product_taken_off: (data, { productTakenOff, reason }, { language }) => {
    const name = nameOf(data['name'], language)
    if (name === undefined) return undefined
    return { title: productTakenOff.title(name), texts: [productTakenOff.text, ...given(data, reason)] }
  },
  change_check_unanswered: (data, { changeCheckUnanswered }, { language }) => {
    const name = nameOf(data['name'], language)
    if (name === undefined) return undefined
    const verdict = data['verdict'] as { sentence?: unknown } | undefined
    const why = nameOf(verdict?.sentence, language)
    return {
      title: changeCheckUnanswered.title(name),
      texts: [...(why === undefined ? [] : [why]), changeCheckUnanswered.text],
    }
  },
  sold_out: (data, { soldOut }, { language }) => {
    const [name, of] = [nameOf(data['name'], language), nameOf(data['specification'], language)]
    if (name === undefined || of === undefined) return undefined
    return { title: soldOut.title(name, of), texts: [soldOut.text] }
  },
}

const ofOrganisations: Readonly<Record<string, Writer>> = {
  account_confirmed: (data, { accountConfirmed }, { language }) => {
    const name = nameOf(data['name'], language)
    return name === undefined
      ? undefined
      : { title: accountConfirmed.title(name), texts: [accountConfirmed.text] }
  },
  sign_ins_slowed: (data, { signInsSlowed }) => {
    const member = stringOf(data['member'])
    return member === undefined
      ? undefined
      : { title: signInsSlowed.title(member), texts: [signInsSlowed.text] }
  },
  open_api_key_locked: (data, { openApiKeyLocked }) => {
    const [name, id] = [stringOf(data['key']), stringOf(data['accessKeyId'])]
    if (name === undefined || id === undefined) return undefined
    return { title: openApiKeyLocked.title(name), texts: [openApiKeyLocked.text(id)] }
  },
  organisation_applied: (data, { organisationApplied }, { language }) => {
    const name = nameOf(data['name'], language)
    if (name === undefined) return undefined
    return { title: organisationApplied[partyOf(data)](name), texts: [organisationApplied.text] }
  },
  organisation_decided: (data, { organisationDecided, reason }) => {
    const words = organisationDecided[partyOf(data)]
    const isApproved = data['approved'] === true
    return {
      title: isApproved ? words.approved : words.rejected,
      texts: decided(data, { isApproved, next: words.next, reason }),
    }
  },
}

const deliveryFacts = ['due', 'made', 'accepted', 'rejected', 'refunded', 'waiting'] as const

const partyOf = (data: Data): 'seller' | 'buyer' => (data['of'] === 'seller' ? 'seller' : 'buyer')

const writers: Readonly<Record<string, Writer>> = {
  call_failing: (data, { callFailing }, reader) => writeCall(data, callFailing, reader),
  seller_parked: (data, texts, reader) => writeParked(data, texts, reader),
  seller_recovered: (data, texts, reader) => writeRecovered(data, texts, reader),
  instance_unaddressed: (data, texts, reader) => writeUnaddressed(data, texts, reader),
  instance_shared: (data, texts, reader) => writeShared(data, texts, reader),
  opening_failed: (data, { openingFailed }, { language }) => {
    const product = nameOf(data['product'], language)
    const order = stringOf(data['orderNumber'])
    if (product === undefined || order === undefined) return undefined
    const texts = [
      openingFailed.text(order),
      ...(data['orphanPossible'] === true ? [openingFailed.orphan] : []),
    ]
    return { title: openingFailed.title(product), texts }
  },
  delivery: (data, { reason }, { language }) => {
    const product = nameOf(data['product'], language)
    const order = stringOf(data['orderNumber'])
    const what = deliveryFacts.find((known) => known === data['what'])
    if (product === undefined || order === undefined || what === undefined) return undefined
    const { title, text } = deliveryMessageTexts.in(language)[what]
    return { title: title(product), texts: [text(order), ...given(data, reason)] }
  },
  order_refunded: (data, { orderRefunded }) => {
    const amount = moneyOf(data['amount'])
    const order = stringOf(data['orderNumber'])
    // One from before there were several causes was of an opening.
    const because = readCause(data['cause']) ?? 'opening_failed'
    return amount && order !== undefined
      ? { title: orderRefunded.title(amountText(amount)), texts: [orderRefunded.texts[because](order)] }
      : undefined
  },
  order_stopped: (data, { orderStopped }, { language }) => {
    const product = nameOf(data['product'], language)
    const order = stringOf(data['orderNumber'])
    if (product === undefined || order === undefined) return undefined
    const why = data['why'] === 'suspended' ? ('suspended' as const) : ('delisted' as const)
    return { title: orderStopped.title(order), texts: [orderStopped.texts[why](product)] }
  },
  address_decided: (data, { addressDecided, reason }) => {
    const url = stringOf(data['url'])
    if (url === undefined) return undefined
    const isApproved = data['approved'] === true
    return {
      title: isApproved ? addressDecided.approved : addressDecided.rejected,
      texts: [url, ...decided(data, { isApproved, next: addressDecided.next, reason })],
    }
  },
  sign_up_waiting: (data, { signUpWaiting }, { language }) => {
    const name = nameOf(data['name'], language)
    return name === undefined ? undefined : { title: signUpWaiting.title(name), texts: [signUpWaiting.text] }
  },
  application_submitted: (data, { applicationSubmitted }, { language }) => {
    const name = nameOf(data['name'], language)
    return name === undefined
      ? undefined
      : { title: applicationSubmitted.title(name), texts: [applicationSubmitted.text] }
  },
  application_decided: (data, { applicationDecided, reason }, { language }) => {
    const name = nameOf(data['name'], language)
    if (name === undefined) return undefined
    const isApproved = data['approved'] === true
    return {
      title: isApproved ? applicationDecided.approved(name) : applicationDecided.rejected(name),
      texts: decided(data, { isApproved, next: applicationDecided.next, reason }),
    }
  },
  balance_change_waiting: (data, { balanceChange }, { language }) => {
    const told = toldOfBalance(data, language)
    if (!told) return undefined
    const { kind, amount, buyer, by } = told
    return {
      title: balanceChange.waiting(balanceChange.kinds[kind], amount, buyer),
      texts: [balanceChange.proposedBy(by)],
    }
  },
  balance_change_decided: (data, { balanceChange, reason }, { language }) => {
    const told = toldOfBalance(data, language)
    if (!told) return undefined
    const { kind, amount, buyer, by } = told
    const title = data['approved'] === true ? balanceChange.approved : balanceChange.rejected
    const given = stringOf(data['reason'])
    return {
      title: title(balanceChange.kinds[kind], amount, buyer),
      texts: [balanceChange.decidedBy(by), ...(given === undefined ? [] : [reason(given)])],
    }
  },
  product_decided: (data, { productDecided, reason }, { language }) => {
    const name = nameOf(data['name'], language)
    if (name === undefined) return undefined
    const isApproved = data['approved'] === true
    const kind = data['application']
    // A message of before named no kind: an approval was of a release then.
    const words = productDecided[kind === 'change' || kind === 'delisting' ? kind : 'release']
    return {
      title: isApproved ? words.approved(name) : words.rejected(name),
      texts: decided(data, { isApproved, next: words.next, reason }),
    }
  },
  ...ofProducts,
  ...ofOrganisations,
}

type Decided = { isApproved: boolean; next: string; reason: (text: string) => string }

/** What can be done now, or why it was refused. */
function decided(data: Data, { isApproved, next, reason }: Decided): readonly string[] {
  return isApproved ? [next] : given(data, reason)
}

function given(data: Data, reason: (text: string) => string): readonly string[] {
  const text = stringOf(data['reason'])
  return text === undefined ? [] : [reason(text)]
}

function toldOfBalance(data: Data, language: Language) {
  const buyer = nameOf(data['buyer'], language)
  const amount = moneyOf(data['amount'])
  const by = stringOf(data['by'])
  if (buyer === undefined || !amount || by === undefined) return undefined
  const kind = data['change'] === 'correction' ? ('correction' as const) : ('top_up' as const)
  return { kind, amount: amountText(amount), buyer, by }
}
