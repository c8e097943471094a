import type { Supervision } from '@loggia/protocol/console'
import { useId } from 'react'
import type { Area } from '../frame.ts'
import { AfterHydration, CardSkeleton } from '../parts/loaded.tsx'
import { Card } from '../parts/page.tsx'
import { StepActs } from './acts.tsx'
import { DemandForm } from './demand-form.tsx'
import { nextTexts } from './next-texts.ts'
import { findSituation } from './stages.ts'
import { supervisionTexts } from './texts.ts'
import { UntilText } from './until-text.tsx'
import { useMayAct } from './use-may-act.ts'
import './supervision.css'

type OfArea = { readonly area: Area; readonly of: Supervision }

/** What happens next: whose turn it is, until when, what follows, and what the reader can do. */
export function NextCard({ area, of }: OfArea) {
  const texts = supervisionTexts.use()
  const sentence = nextTexts.use()[area][findSituation(of)]
  const mayAct = useMayAct(area)
  return (
    <Card id={useId()} title={of.turn ? texts.next : texts.result} beside={<Turn area={area} of={of} />} bare>
      <div className="card__body stack stack--wide">
        <p>{sentence}</p>
        {of.until && (
          <p className="t13 dim">
            <UntilText of={of} until={of.until} />
          </p>
        )}
        {of.rejection !== undefined && (
          <div className="note note--warn">
            <p className="said-text">{texts.rejection(of.rejection)}</p>
          </div>
        )}
        {mayAct && of.acts.includes('submit_demand') && (
          <AfterHydration skeleton={<CardSkeleton rows={6} />}>
            <DemandForm key={of.since} of={of} />
          </AfterHydration>
        )}
      </div>
      <StepActs area={area} of={of} />
    </Card>
  )
}

function Turn({ area, of: { turn, stage } }: OfArea) {
  const texts = supervisionTexts.use()
  // A code is activated by the software; no party can do it here.
  if (!turn || stage === 'activation') return null
  return turn === area ? (
    <span className="tag tag--accent">{texts.yourTurn}</span>
  ) : (
    <span className="t13 faint">{texts.turnOf(texts.turns[turn])}</span>
  )
}
