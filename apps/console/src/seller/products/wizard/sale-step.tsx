import { Card } from '../../../centre/parts/page.tsx'
import { saleTexts } from './sale-texts.ts'
import { wizardTexts } from './texts.ts'
import { lengths } from '@loggia/protocol/console/catalog/draft/check'
import { getFormSupervision } from '@loggia/protocol/console/catalog/draft/supervision'
import { typeRules } from '@loggia/protocol/console/catalog/draft/type-rules'
import type { BuyerDatum } from '@loggia/protocol/console/catalog/draft/form'
import { BothInputs, GroupError, Tick } from './inputs.tsx'
import { CertificatesCard } from './certificates-card.tsx'
import { ParametersCard } from './parameters-card.tsx'
import { useWizard } from './wizard-state.ts'

const buyerData: readonly BuyerDatum[] = ['phone', 'email', 'user_name']

const afterSale = ['fiveDayRefund', 'upgrades', 'renewalChanges'] as const

/** The visibility, who may buy it (R4), what buyers must provide (R47), certificates (R57), and the agreement (R37). */
export function SaleStep() {
  const texts = wizardTexts.use()
  const sale = saleTexts.use()
  const { form, change } = useWizard()
  const { promises, parameters } = typeRules[form.type]
  const ask = (datum: BuyerDatum, isOn: boolean) =>
    change((now) => ({
      ...now,
      buyerData: buyerData.filter((one) => (one === datum ? isOn : now.buyerData.includes(one))),
    }))
  return (
    <>
      <Card id="wizard-hidden" title={sale.title}>
        <Tick
          label={sale.hidden}
          checked={form.hidden}
          onChange={(hidden) => change((now) => ({ ...now, hidden }))}
        />
        <GroupError field="hidden" />
      </Card>
      <BuyersCard />
      {promises && <AfterSaleCard />}
      <Card
        id="wizard-data"
        title={sale.dataTitle}
        beside={
          <span className="faint t13">{form.type === 'saas' ? sale.dataNote : sale.dataNotePerformed}</span>
        }
      >
        <div className="choices">
          {buyerData.map((datum) => (
            <Tick
              key={datum}
              label={sale.data[datum]}
              checked={form.buyerData.includes(datum)}
              onChange={(isOn) => ask(datum, isOn)}
            />
          ))}
        </div>
      </Card>
      {parameters && <ParametersCard />}
      <CertificatesCard />
      <Card
        id="wizard-agreement"
        title={sale.agreementTitle}
        beside={
          <span className="faint t13">
            {texts.optional} · {sale.agreementNote}
          </span>
        }
      >
        <div className="form2">
          <BothInputs
            field="agreement"
            label={sale.agreement}
            isLong
            rows={8}
            most={lengths.agreement}
            value={form.agreement}
            onChange={(agreement) => change((now) => ({ ...now, agreement }))}
          />
        </div>
      </Card>
      <LaterCard />
    </>
  )
}

/** R4 */
function BuyersCard() {
  const sale = saleTexts.use()
  const { form, change } = useWizard()
  return (
    <Card id="wizard-buyers" title={sale.buyersTitle}>
      <Tick
        label={sale.enterprises}
        checked={form.isForEnterprises}
        onChange={(isForEnterprises) => change((now) => ({ ...now, isForEnterprises }))}
      />
      <p className="hint">{sale.buyersNote}</p>
    </Card>
  )
}

/** R119, R130: what buyers may do after the purchase. What is supervised has no five-day refund (§8.1). */
function AfterSaleCard() {
  const sale = saleTexts.use()
  const { form, change } = useWizard()
  const isSupervised = getFormSupervision(form) !== undefined
  return (
    <Card id="wizard-after-sale" title={sale.afterSaleTitle}>
      <div className="stack">
        {afterSale
          .filter((name) => name !== 'fiveDayRefund' || !isSupervised)
          .map((name) => (
            <Tick
              key={name}
              label={sale.afterSale[name]}
              checked={form.afterSale[name]}
              onChange={(isOn) =>
                change((now) => ({ ...now, afterSale: { ...now.afterSale, [name]: isOn } }))
              }
            />
          ))}
        {isSupervised && <p className="hint">{sale.supervised}</p>}
        <p className="hint">{sale.plans}</p>
        <p className="hint">{sale.afterSaleNote}</p>
      </div>
    </Card>
  )
}

function LaterCard() {
  const sale = saleTexts.use()
  return (
    <Card id="wizard-later" title={sale.laterTitle}>
      <p className="t13 dim">{sale.later}</p>
    </Card>
  )
}
