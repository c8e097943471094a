import { textKinds } from '@loggia/protocol/console/agreements/kinds'
import { Link } from '@tanstack/react-router'
import type { AuditEntry, MarketSettingName, RouteReply } from '@loggia/protocol/console'
import { EmptyArch, Time } from '@loggia/ui'
import { useId, useState } from 'react'
import { useList, useRead } from '../../centre/api.ts'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card, Lead, Page } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { auditTexts } from '../audit/texts.ts'
import { settingTexts } from './texts.ts'
import { TransferDetailsCard } from '../top-ups/details-card.tsx'
import { AuditActor, AuditEvent } from '../audit/later.tsx'
import { EnvironmentCard } from './environment-card.tsx'
import { LookCard } from './look-card.tsx'
import { useSettingText } from './setting-values.ts'
import { SitesCard } from './sites-card.tsx'
import { TermsCard } from './terms-card.tsx'
import { OperatorProvider, SettingDialog } from './later.ts'
import '../operator.css'

type Settings = RouteReply<'GET /api/operator/settings'>['settings']
const groups = [
  ['fourEyes', ['fourEyesOnPrices', 'fourEyesOnTopUps']],
  ['accounts', ['signUp', 'operatorsNeedFactor']],
  [
    'sellers',
    ['sellerMinStaff', 'sellerMinYears', 'sellerMinCapital', 'sellerSupportDays', 'sellerSupportHours'],
  ],
  ['feedback', ['feedbackAtOnce']],
  ['tickets', ['ticketHours']],
  ['papers', ['papersKeptDays', 'papersKeptYears']],
  ['calls', ['approveVerifiedAddresses', 'retryPlan', 'sellerCallLimit', 'callTimeLimitSeconds']],
] as const satisfies readonly (readonly [string, readonly MarketSettingName[]])[]

/** The settings of the whole market, and the environment variables. */
export function SettingsPage() {
  const texts = settingTexts.use()
  const settings = useRead('GET /api/operator/settings', {})
  // Of the first two cards, which would push the others down.
  const site = useRead('GET /api/operator/site', {})
  const mayChange = useMayAsk('PUT /api/operator/settings', 'main')
  const maySignIn = useMayAsk('GET /api/operator/sign-in', 'main')
  const [chosen, setChosen] = useState<MarketSettingName>()
  return (
    <Page
      area="operator"
      title={texts.title}
      lead={<Lead>{texts.lead}</Lead>}
      actions={!mayChange && <span className="why">{texts.readOnly}</span>}
    >
      <Loaded
        of={{ ...settings, data: site.isPending ? undefined : settings.data }}
        skeleton={<CardSkeleton rows={8} />}
      >
        {(found) => (
          <div className="od__main">
            <LookCard />
            <SitesCard />
            {groups.map(([group, names]) => (
              <SettingsCard
                key={group}
                title={texts.groups[group]}
                names={names}
                of={found.settings}
                onChange={mayChange ? setChosen : undefined}
              />
            ))}
            {maySignIn && <OperatorProvider />}
            <TransferDetailsCard />
            {textKinds.map((kind) => (
              <TermsCard key={kind} kind={kind} />
            ))}
            <ChangesCard />
            <EnvironmentCard of={found} />
            {chosen && (
              <SettingDialog name={chosen} of={found.settings[chosen]} onClose={() => setChosen(undefined)} />
            )}
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function SettingsCard(props: {
  readonly title: string
  readonly names: readonly MarketSettingName[]
  readonly of: Settings
  readonly onChange: ((name: MarketSettingName) => void) | undefined
}) {
  const { columns } = settingTexts.use()
  return (
    <Card id={useId()} title={props.title} bare>
      <table className="table rows settings">
        <thead>
          <tr>
            <th scope="col">{columns.setting}</th>
            <th scope="col">{columns.value}</th>
            <th scope="col">{columns.source}</th>
            <th scope="col" className="n">
              {columns.acts}
            </th>
          </tr>
        </thead>
        <tbody>
          {props.names.map((name) => (
            <Row key={name} name={name} of={props.of[name]} onChange={props.onChange} />
          ))}
        </tbody>
      </table>
    </Card>
  )
}

type RowProps = {
  readonly name: MarketSettingName
  readonly of: Settings[MarketSettingName]
  readonly onChange: ((name: MarketSettingName) => void) | undefined
}

function Row({ name, of, onChange }: RowProps) {
  const texts = settingTexts.use()
  const said = useSettingText()
  return (
    <tr>
      <td className="rows__head">
        <b className="strong">{texts.names[name]}</b>
        <p className="below">{texts.effects[name]}</p>
      </td>
      <td data-label={texts.columns.value}>
        <b className="strong">{said(name, of.value)}</b>
      </td>
      <td data-label={texts.columns.source}>
        <Source of={of} />
      </td>
      <td className="n" data-label={texts.columns.acts}>
        {onChange ? (
          <button
            className="link"
            type="button"
            aria-label={texts.changeOf(texts.names[name])}
            onClick={() => onChange(name)}
          >
            {texts.change}
          </button>
        ) : (
          <span className="faint">–</span>
        )}
      </td>
    </tr>
  )
}

function Source({ of }: Pick<RowProps, 'of'>) {
  const texts = settingTexts.use().source
  if (of.source === 'environment') return <span className="mono">{texts.environment(of.variable ?? '')}</span>
  if (of.source === 'preset') return <span className="faint">{texts.preset}</span>
  return (
    <div>
      {of.changedBy === undefined ? texts.market : texts.by(of.changedBy)}
      {of.changedAt !== undefined && (
        <p className="below">
          <Time at={of.changedAt} />
        </p>
      )}
    </div>
  )
}

/** The latest changes with old and new value, and a link to all. */
function ChangesCard() {
  const texts = settingTexts.use()
  const entries = useList('GET /api/operator/history', { kind: 'setting.', limit: 5 })
  return (
    <Card
      id={useId()}
      title={texts.history.title}
      end={
        <Link className="link t13" to="/operator/audit" search={{ kind: 'setting' }}>
          {texts.history.all}
        </Link>
      }
      bare
    >
      <Listing<AuditEntry>
        of={entries}
        columns={useChangeColumns()}
        rowKey={(entry) => `${entry.subject} ${entry.sequence}`}
        framed={false}
        empty={<EmptyArch title={texts.historyEmpty.title} text={texts.historyEmpty.text} />}
      />
    </Card>
  )
}

function useChangeColumns(): readonly Column<AuditEntry>[] {
  const texts = settingTexts.use()
  const { columns } = auditTexts.use()
  const said = useSettingText()
  const names: Readonly<Record<string, string>> = texts.names
  const value = (name: unknown, of: unknown): string =>
    typeof name === 'string' && Object.hasOwn(names, name)
      ? said(name as MarketSettingName, of as never)
      : String(of)
  return [
    {
      key: 'what',
      title: texts.columns.setting,
      head: true,
      render: (entry) => {
        const { name } = entry.data
        const known = typeof name === 'string' ? names[name] : undefined
        return known === undefined ? <AuditEvent entry={entry} /> : <b className="strong">{known}</b>
      },
    },
    { key: 'from', title: texts.history.from, render: ({ data }) => value(data['name'], data['from']) },
    { key: 'to', title: texts.history.to, render: ({ data }) => value(data['name'], data['to']) },
    {
      key: 'who',
      title: columns.who,
      phone: 'below',
      render: (entry) => <AuditActor entry={entry} search={{}} />,
    },
    { key: 'at', title: columns.at, phone: 'end', render: ({ at }) => <Time at={at} precision="second" /> },
  ]
}
