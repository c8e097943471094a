import { formatReference } from '@loggia/kernel'
import type { TopUpRequest, TransferDetails } from '@loggia/protocol/console'
import {
  Button,
  CopyText,
  Icon,
  Money,
  Time,
  formatAmount,
  formatTime,
  useLanguage,
  useText,
  useZone,
} from '@loggia/ui'
import type { IconName } from '@loggia/ui'
import { Link, getRouteApi } from '@tanstack/react-router'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { useRead } from '../../centre/api.ts'
import { TopUpState } from '../../centre/balance/top-up-state.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card, Fact, MissingPage, Page } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { ReceiptDialog, WithdrawDialog } from './dialogs.tsx'
import { BackToCheckout } from './back-to-checkout.tsx'
import { topUpTexts } from './texts.ts'

const route = getRouteApi('/buyer/top-ups/$requestId')
const refreshMs = 30_000

/** One request for a top-up: what to transfer and where to, the receipt, and how far it is. */
export function TopUpPage() {
  const { requestId } = route.useParams()
  const request = useRead(
    'GET /api/buyer/top-up-requests/:requestId',
    { params: { requestId } },
    { refetchInterval: refreshMs },
  )
  // Asked for at once: the account that came later would push the cards below it down.
  const details = useRead('GET /api/buyer/transfer-details', {})
  return (
    <Loaded of={request} skeleton={<CardSkeleton rows={8} />} missing={<Missing />}>
      {(found) =>
        details.isPending ? <CardSkeleton rows={8} /> : <Shown of={found} details={details.data} />
      }
    </Loaded>
  )
}

function Missing() {
  const { missing } = topUpTexts.use()
  return (
    <MissingPage
      area="buyer"
      title={missing.title}
      text={missing.text}
      back={
        <Link className="btn" to="/buyer/top-ups">
          {missing.back}
        </Link>
      }
    />
  )
}

type OfRequest = { readonly of: TopUpRequest }
type WithDetails = OfRequest & { readonly details: TransferDetails | undefined }

function Shown({ of, details }: WithDetails) {
  const texts = topUpTexts.use()
  const { next } = route.useSearch()
  const mayAsk = useMayAsk('POST /api/buyer/top-up-requests/:requestId/withdrawal', 'purchase')
  const [isWithdrawing, setWithdrawing] = useState(false)
  const isOpen = of.state === 'awaiting'
  return (
    <Page
      area="buyer"
      narrow
      title={texts.pageTitle(formatAmount(of.amount))}
      crumbs={<Link to="/buyer/top-ups">{texts.title}</Link>}
      state={<TopUpState of={of.state} pill />}
      actions={isOpen && mayAsk && <Button onClick={() => setWithdrawing(true)}>{texts.withdraw.act}</Button>}
    >
      <Standing of={of} />
      <BackToCheckout next={next} />
      <div className="od">
        <div className="od__main">
          <Transfer of={of} details={details} />
          <Receipt of={of} mayAdd={isOpen && mayAsk} />
        </div>
        <aside className="od__side">
          <Progress of={of} contact={details?.contact} />
        </aside>
      </div>
      {isWithdrawing && <WithdrawDialog of={of} onClose={() => setWithdrawing(false)} />}
    </Page>
  )
}

const returnedNote = ['note note--warn', 'alert'] as const

/** What the state means, and what comes next. */
function Standing({ of }: OfRequest) {
  const texts = topUpTexts.use()
  const notes: Readonly<Record<TopUpRequest['state'], readonly [string, IconName]>> = {
    awaiting: ['note note--info', 'info'],
    recorded: ['note note--info', 'clock'],
    credited: ['note note--ok', 'check'],
    rejected: ['note note--bad', 'alert'],
    withdrawn: ['note', 'info'],
  }
  const [note, icon] = of.returnedAt === undefined ? notes[of.state] : returnedNote
  const language = useLanguage()
  const zone = useZone()
  return (
    <div className={note}>
      <Icon name={icon} />
      <p className="grow">
        {describe(of, {
          notes: texts.notes,
          returned: of.returnedAt && formatTime(of.returnedAt, { language, zone }),
        })}
      </p>
      {of.state === 'credited' && (
        <Link className="link" to="/buyer/orders">
          {texts.toOrders}
        </Link>
      )}
    </div>
  )
}

type Notes = ReturnType<typeof topUpTexts.use>['notes']

function describe(
  { state, amount, credited = amount, reason = '' }: TopUpRequest,
  { notes, returned }: { readonly notes: Notes; readonly returned: string | undefined },
): string {
  switch (state) {
    case 'awaiting':
      return returned === undefined ? notes.awaiting : notes.returned(returned)
    case 'credited':
      return credited.amount === amount.amount
        ? notes.credited(formatAmount(credited))
        : notes.creditedOther(formatAmount(credited), formatAmount(amount))
    case 'rejected':
      return notes.rejected(reason)
    default:
      return notes[state]
  }
}

/** Everything that has to be copied into the form of a bank. */
function Transfer({ of, details }: WithDetails) {
  const texts = topUpTexts.use()
  const { facts } = texts
  const text = useText()
  const isOpen = of.state === 'awaiting'
  const account = isOpen ? details?.account : undefined
  const rows: readonly (readonly [string, string | undefined])[] = account
    ? [
        [facts.holder, text(account.holder)],
        [facts.bank, text(account.bank)],
        [facts.branch, account.branch && text(account.branch)],
        [facts.number, account.number],
        [facts.swift, account.swift],
      ]
    : []
  return (
    <Card
      id={useId()}
      title={texts.transfer}
      beside={isOpen && <span className="t13 faint">{texts.referenceNote}</span>}
      bare
    >
      {isOpen && details && !account && <NoAccount contact={details.contact} />}
      <dl className="ins">
        <Fact name={facts.reference}>
          <CopyText value={of.reference} label={facts.reference}>
            {formatReference(of.reference)}
          </CopyText>
        </Fact>
        <Fact name={facts.amount}>
          <CopyText value={of.amount.amount} label={facts.amount} bare>
            {formatAmount(of.amount)}
          </CopyText>
        </Fact>
        {rows.map(
          ([name, value]) =>
            value !== undefined && (
              <Fact key={name} name={name}>
                <CopyText value={value} label={name} bare />
              </Fact>
            ),
        )}
      </dl>
    </Card>
  )
}

function NoAccount({ contact }: { readonly contact: string | undefined }) {
  const texts = topUpTexts.use()
  return (
    <div className="card__body">
      <div className="note note--warn">
        <Icon name="bank" />
        <p>
          {texts.noAccount} {contact === undefined ? texts.askOperators : texts.askContact(contact)}
        </p>
      </div>
    </div>
  )
}

function Receipt({ of, mayAdd }: OfRequest & { readonly mayAdd: boolean }) {
  const texts = topUpTexts.use().receipt
  const [isOpen, setOpen] = useState(false)
  return (
    <Card
      id={useId()}
      title={texts.title}
      beside={<span className="t13 faint">{texts.note}</span>}
      end={
        mayAdd && (
          <Button size="small" onClick={() => setOpen(true)}>
            {of.receipt ? texts.replace : texts.add}
          </Button>
        )
      }
    >
      {of.receipt ? (
        <p>
          <a href={of.receipt.path} download>
            {of.receipt.name}
          </a>{' '}
          <span className="t12 faint">
            <Time at={of.receipt.createdAt} />
          </span>
        </p>
      ) : (
        <p className="faint">{texts.none}</p>
      )}
      {isOpen && <ReceiptDialog of={of} onClose={() => setOpen(false)} />}
    </Card>
  )
}

/** When what happened, and whom to ask. */
function Progress({ of, contact }: OfRequest & { readonly contact: string | undefined }) {
  const texts = topUpTexts.use()
  const { moments } = texts
  const rows: readonly (readonly [string, ReactNode])[] = [
    [moments.asked, <Time key="asked" at={of.askedAt} />],
    [moments.by, of.askedBy.name],
    [moments.note, of.note],
    [moments.recorded, of.recordedAt && <Time key="recorded" at={of.recordedAt} />],
    [moments.returned, of.returnedAt && <Time key="returned" at={of.returnedAt} />],
    [moments.ended, of.endedAt && <Time key="ended" at={of.endedAt} />],
    [moments.credited, of.credited && <Money key="credited" of={of.credited} />],
    [moments.contact, contact],
  ]
  return (
    <Card id={useId()} title={texts.progress}>
      <dl className="lines t13">
        {rows.map(
          ([name, value]) =>
            value !== undefined && (
              <div key={name}>
                <dt>{name}</dt>
                <dd className="written">{value}</dd>
              </div>
            ),
        )}
      </dl>
    </Card>
  )
}
