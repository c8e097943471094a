import { Link } from '@tanstack/react-router'
import type { SignUp } from '@loggia/protocol/console'
import { EmptyArch, Time, useText } from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange, useList } from '../../centre/api.ts'
import { Listing } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { Bulk, useChoiceColumns } from '../bulk/bulk.tsx'
import { useSelection } from '../bulk/use-selection.ts'
import { applicationTexts } from './texts.ts'
import { countryTexts } from '../../storefront/account/country-texts.ts'
import { DecisionDialog } from '../reviews/decision-dialog.tsx'

const ofSignUp = {
  idOf: ({ member }: SignUp) => member.id,
  nameOf: ({ member }: SignUp) => `${member.name} (${member.email})`,
}

type Chosen = { readonly approve: boolean; readonly of: SignUp }

/** The accounts that wait to be confirmed. */
export function SignUpsCard() {
  const texts = applicationTexts.use()
  const signUps = useList('GET /api/operator/sign-ups')
  const [chosen, setChosen] = useState<Chosen>()
  const mayDecide = useMayAsk('POST /api/operator/sign-ups/decisions', 'reviewer')
  const selection = useSelection(signUps.items, { ...ofSignUp, isOpen: () => mayDecide })
  const columns = useChoiceColumns(useColumns(setChosen), { of: selection, ...ofSignUp })
  return (
    <Card id={useId()} title={texts.signUps} bare>
      <Bulk of={selection} route="POST /api/operator/sign-ups/decisions" stale={stale} {...ofSignUp} />
      <Listing
        of={signUps}
        columns={columns}
        rowKey={({ member }) => member.id}
        framed={false}
        empty={<EmptyArch title={texts.signUpsEmpty.title} text={texts.signUpsEmpty.text} />}
      />
      {chosen && <Decide chosen={chosen} onClose={() => setChosen(undefined)} />}
    </Card>
  )
}

function useColumns(onChoose: (chosen: Chosen) => void): readonly Column<SignUp>[] {
  const texts = applicationTexts.use()
  const countries: Readonly<Record<string, string>> = countryTexts.use()
  const text = useText()
  const mayDecide = useMayAsk('POST /api/operator/sign-ups/:memberId/decision', 'reviewer')
  const columns: Column<SignUp>[] = [
    {
      key: 'who',
      title: texts.signUpColumns.who,
      head: true,
      render: ({ member }) => (
        <>
          <b className="strong">{member.name}</b>
          <p className="below mono">{member.email}</p>
        </>
      ),
    },
    {
      key: 'organisation',
      title: texts.signUpColumns.organisation,
      phone: 'below',
      render: ({ buyer }) => (
        <Link to="/operator/buyers/$buyerId" params={{ buyerId: buyer.id }}>
          {text(buyer.name)}
        </Link>
      ),
    },
    {
      key: 'kind',
      title: texts.signUpColumns.kind,
      phone: 'none',
      render: ({ buyer }) => texts.kinds[buyer.kind],
    },
    {
      key: 'country',
      title: texts.signUpColumns.country,
      phone: 'none',
      render: ({ buyer }) => countries[buyer.country] ?? buyer.country,
    },
    {
      key: 'at',
      title: texts.signUpColumns.at,
      phone: 'end',
      render: ({ signedUpAt }) => <Time at={signedUpAt} />,
    },
  ]
  if (!mayDecide) return columns
  const acts = (of: SignUp) => (
    <div className="acts">
      {([true, false] as const).map((approve) => (
        <button
          key={String(approve)}
          className="link"
          type="button"
          aria-label={approve ? texts.approveOf(of.member.name) : texts.rejectOf(of.member.name)}
          onClick={() => onChoose({ approve, of })}
        >
          {approve ? texts.approve : texts.reject}
        </button>
      ))}
    </div>
  )
  return [...columns, { key: 'acts', title: texts.signUpColumns.acts, end: true, render: acts }]
}

const stale = [
  'GET /api/operator/sign-ups',
  'GET /api/operator/overview',
  'GET /api/operator/messages',
] as const

function Decide({ chosen, onClose }: { readonly chosen: Chosen; onClose(): void }) {
  const texts = applicationTexts.use()
  const text = useText()
  const { approve, of } = chosen
  const decide = useChange('POST /api/operator/sign-ups/:memberId/decision', stale)
  return (
    <DecisionDialog
      approve={approve}
      texts={texts.signUp}
      isPending={decide.isPending}
      error={decide.error}
      onDecide={(body, onSuccess) =>
        decide.mutate({ params: { memberId: of.member.id }, body }, { onSuccess })
      }
      onClose={onClose}
    >
      <p>
        <b className="strong">{of.member.name}</b> <span className="mono faint">{of.member.email}</span>
        <br />
        <span className="t13 faint">{text(of.buyer.name)}</span>
      </p>
    </DecisionDialog>
  )
}
