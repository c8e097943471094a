import { Link, useNavigate } from '@tanstack/react-router'
import { omitUndefined } from '@loggia/kernel'
import type { ConnectableService } from '@loggia/protocol/console'
import type { PersonalData } from '@loggia/protocol/console/apps/kinds'
import { useText, useToast } from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange, useIdempotencyKey, useList, useRead } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { FieldGroup, SelectField } from '../../centre/parts/fields.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { SharedDataField } from './shared-data.tsx'
import { staleApps } from './stale.ts'
import { appTexts } from './texts.ts'
import './apps.css'

/** Connects a service to a company; whichever of the two the page is not about is chosen. */
export function ConnectDialog(props: {
  readonly enterpriseId?: string
  readonly serviceId?: string
  onClose(): void
}) {
  const texts = appTexts.use().connect
  const { onClose } = props
  const ask = useAsk(props)
  const connect = useConnecting()
  const [isChecked, setChecked] = useState(false)
  const { service, enterpriseId, sharedData } = ask
  const onAct = () => {
    setChecked(true)
    if (service && enterpriseId !== undefined)
      connect.send({ serviceId: service.service.id, enterpriseId, sharedData })
  }
  return (
    <DecisionDialog texts={texts} act={texts.do} change={connect.change} onClose={onClose} onAct={onAct}>
      {props.serviceId === undefined && (
        <ServiceField
          chosen={service}
          error={isChecked && !service ? texts.serviceMissing : undefined}
          onChoose={ask.chooseService}
        />
      )}
      {props.enterpriseId === undefined && (
        <CompanyField
          chosen={enterpriseId}
          error={isChecked && enterpriseId === undefined ? texts.companyMissing : undefined}
          onChoose={ask.chooseCompany}
        />
      )}
      {service && <SharedDataField asked={service.askedData} shared={sharedData} onChange={ask.shareData} />}
    </DecisionDialog>
  )
}

/** The newest services that may be connected, or whether one of them may. */
export const useConnectable = (serviceId?: string, isAsked = true) =>
  useRead(
    'GET /api/buyer/connectable-services',
    { query: omitUndefined({ serviceId, limit: 100 }) },
    { enabled: isAsked },
  )

/** What is chosen; of one alone nothing has to be chosen. Nothing personal is shared unless somebody says so. */
function useAsk(of: { readonly enterpriseId?: string; readonly serviceId?: string }) {
  const services = useConnectable(of.serviceId).data?.items ?? []
  const companies = useCompanies().items ?? []
  const [serviceId, setServiceId] = useState(of.serviceId)
  const [enterpriseId, chooseCompany] = useState(of.enterpriseId)
  const [sharedData, shareData] = useState<PersonalData[]>([])
  const [onlyService, ...otherServices] = services
  const [onlyCompany, ...otherCompanies] = companies
  return {
    service:
      services.find(({ service }) => service.id === serviceId) ??
      (serviceId === undefined && otherServices.length === 0 ? onlyService : undefined),
    enterpriseId: enterpriseId ?? (otherCompanies.length === 0 ? onlyCompany?.id : undefined),
    sharedData,
    shareData,
    chooseCompany,
    chooseService: (chosen: string) => {
      setServiceId(chosen)
      shareData([])
    },
  }
}

function useCompanies() {
  const list = useList('GET /api/buyer/enterprises', { limit: 100 })
  return { ...list, items: list.items?.filter(({ state }) => state === 'active') }
}

function useConnecting() {
  const texts = appTexts.use().connect
  const toast = useToast()
  const navigate = useNavigate()
  const idempotencyKey = useIdempotencyKey()
  const change = useChange('POST /api/buyer/connected-apps', staleApps)
  type Body = Parameters<typeof change.mutate>[0]['body']
  const send = (body: Body) =>
    change.mutate(
      { body, idempotencyKey },
      {
        onSuccess: ({ id }) => {
          toast.success(texts.done)
          void navigate({ to: '/buyer/connected-apps/$connectedAppId', params: { connectedAppId: id } })
        },
      },
    )
  return { change, send }
}

function ServiceField(props: {
  readonly chosen: ConnectableService | undefined
  readonly error: string | undefined
  onChoose(serviceId: string): void
}) {
  const { connect: texts, order } = appTexts.use()
  const text = useText()
  const name = useId()
  const services = useConnectable()
  return (
    <Loaded of={services} skeleton={<CardSkeleton rows={2} />}>
      {({ items }) =>
        items.length === 0 ? (
          <p>{texts.none}</p>
        ) : (
          <FieldGroup name="serviceId" label={texts.service} error={props.error}>
            <div className="skus choices">
              {items.map(({ service, product, severalInstances }) => (
                <label key={service.id}>
                  <input
                    type="radio"
                    name={name}
                    checked={props.chosen?.service.id === service.id}
                    onChange={() => props.onChoose(service.id)}
                  />
                  <b>{text(product.name)}</b>
                  <span className="t12">
                    <span className="num">{order(service.orderNumber)}</span>
                    {severalInstances && ` · ${texts.several}`}
                  </span>
                </label>
              ))}
            </div>
          </FieldGroup>
        )
      }
    </Loaded>
  )
}

function CompanyField(props: {
  readonly chosen: string | undefined
  readonly error: string | undefined
  onChoose(enterpriseId: string | undefined): void
}) {
  const texts = appTexts.use().connect
  const companies = useCompanies()
  return (
    <Loaded of={{ ...companies, data: companies.items }} skeleton={<CardSkeleton rows={1} />}>
      {(items) =>
        items.length === 0 ? (
          <p>
            {texts.noCompany}{' '}
            <Link className="link" to="/buyer/companies">
              {texts.createCompany}
            </Link>
          </p>
        ) : (
          <SelectField
            name="enterpriseId"
            label={texts.company}
            error={props.error}
            value={props.chosen ?? ''}
            onChange={({ target }) => props.onChoose(target.value || undefined)}
          >
            <option value="">{texts.choose}</option>
            {items.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        )
      }
    </Loaded>
  )
}
