import type { ReactNode } from 'react'
import type { BuyerState, Member, OperatorSeller, Verification } from '@loggia/protocol/console'
import { EmptyArch, State, Time, formatTime, useLanguage } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { useId, useState } from 'react'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { useRightsText } from '../../centre/members/rights-text.ts'
import { Filter } from '../../centre/parts/fields.tsx'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { memberTexts } from '../../centre/members/texts.ts'
import { ownerResetRequestTexts } from './owner-reset-texts.ts'
import { suspensionTexts } from './suspension-texts.ts'
import { partiesTexts } from './texts.ts'
import { OwnerResetDialog } from './later-owner-reset.ts'

/** The number of rows that each list of a detail page shows at first. */
export const fewRows = 5

const verificationKinds: Readonly<Record<Verification, StateKind>> = {
  none: 'warn',
  personal: 'ok',
  enterprise: 'ok',
}
export function VerificationState({ of }: { readonly of: Verification }) {
  return <State kind={verificationKinds[of]}>{partiesTexts.use().verification[of]}</State>
}

const stateKinds: Readonly<Record<BuyerState, StateKind>> = {
  active: 'ok',
  waiting: 'warn',
  rejected: 'bad',
  suspended: 'bad',
}
export function BuyerStateOf({
  state,
  pill = false,
}: {
  readonly state: BuyerState
  readonly pill?: boolean
}) {
  return (
    <State kind={stateKinds[state]} pill={pill}>
      {partiesTexts.use().states[state]}
    </State>
  )
}

/** Whether a seller is suspended, or is to be. */
export function SellerStateOf({
  of,
  pill = false,
}: {
  readonly of: Pick<OperatorSeller, 'suspension'>
  readonly pill?: boolean
}) {
  const texts = suspensionTexts.use().sellerState
  if (!of.suspension) return null
  return (
    <State kind={of.suspension === 'active' ? 'bad' : 'warn'} pill={pill}>
      {texts[of.suspension]}
    </State>
  )
}

/** The order of a list; there is always one. */
export function SortFilter<V extends 'name' | 'balance'>(props: {
  readonly value: V | undefined
  readonly options: readonly V[]
  onChoose(value: V | undefined): void
}) {
  const texts = partiesTexts.use().sort
  return (
    <Filter<V>
      label={texts.label}
      any={texts.newest}
      value={props.value}
      options={props.options.map((name) => [name, texts[name]] as const)}
      onChoose={props.onChoose}
    />
  )
}

/** The members of a party, for operators who may see them; reviewers can ask for a new password of each. */
export function MembersCard(props: {
  readonly area: 'buyer' | 'seller'
  readonly members: Parameters<typeof Listing<Member>>[0]['of']
}) {
  const texts = partiesTexts.use()
  const [toReset, setToReset] = useState<Member>()
  return (
    <Card id={useId()} title={texts.members} bare>
      <Listing
        of={props.members}
        columns={useMemberColumns(props.area, setToReset)}
        rowKey={({ id }) => id}
        framed={false}
        empty={<EmptyArch title={texts.membersEmpty.title} text={texts.membersEmpty.text} />}
      />
      {toReset && <OwnerResetDialog member={toReset} onClose={() => setToReset(undefined)} />}
    </Card>
  )
}

function useMemberColumns(
  area: 'buyer' | 'seller',
  onReset: (member: Member) => void,
): readonly Column<Member>[] {
  const texts = memberTexts.use()
  const { open, openOf } = ownerResetRequestTexts.use()
  const said = useRightsText(area)
  const mayReset = useMayAsk('POST /api/operator/owner-resets', 'reviewer')
  const columns: readonly Column<Member>[] = [
    {
      key: 'name',
      title: texts.columns.name,
      head: true,
      render: ({ name, email }) => (
        <>
          <b className="strong">{name}</b>
          <p className="below mono">{email}</p>
        </>
      ),
    },
    { key: 'rights', title: texts.columns.rights, phone: 'below', render: ({ rights }) => said(rights) },
    {
      key: 'state',
      title: texts.columns.state,
      phone: 'beside',
      render: ({ enabled }) => (
        <State kind={enabled ? 'ok' : 'ice'}>{enabled ? texts.enabled : texts.disabled}</State>
      ),
    },
    {
      key: 'added',
      title: texts.columns.added,
      phone: 'end',
      render: ({ addedAt }) => <Time at={addedAt} />,
    },
  ]
  if (!mayReset) return columns
  const acts = (member: Member) => (
    <div className="acts">
      <button className="link" type="button" aria-label={openOf(member.name)} onClick={() => onReset(member)}>
        {open}
      </button>
    </div>
  )
  return [...columns, { key: 'acts', title: texts.columns.acts, end: true, render: acts }]
}

/** A calendar day without a time zone, such as the day on which a company was founded. */
export function CalendarDay({ on }: { readonly on: string }) {
  const language = useLanguage()
  return (
    <time className="num" dateTime={on}>
      {formatTime(`${on}T00:00:00Z`, { language, zone: 'UTC', precision: 'day' })}
    </time>
  )
}

/** Makes the tabs of a party's page, with these labels. */
export const createTabs =
  <T extends string>(labels: Readonly<Record<T, string>>) =>
  (key: T, content: ReactNode) => ({
    key,
    label: labels[key],
    children: <div className="od__main">{content}</div>,
  })
