import { Link } from '@tanstack/react-router'
import type { Service } from '@loggia/protocol/console'
import { EmptyArch, Time, quantityText, termText, timeText, useLanguage, useText, useZone } from '@loggia/ui'
import { useList } from '../centre/api.ts'
import { Listing } from '../centre/parts/listing.tsx'
import type { Column } from '../centre/parts/listing.tsx'
import { Page, ZoneNote } from '../centre/parts/page.tsx'
import { Named, ProductLogo } from '../centre/parts/product.tsx'
import { ServiceState } from '../centre/parts/states.tsx'
import { serviceTexts } from '../centre/text/services.ts'
import { paths } from '../storefront/links.ts'

/** Purchased services: what each is, how it stands, until when. */
export function ServicesPage() {
  const texts = serviceTexts.use()
  const services = useList('GET /api/buyer/services')
  return (
    <Page
      area="buyer"
      title={texts.title}
      lead={
        <>
          <span>{texts.lead}</span>
          <ZoneNote />
        </>
      }
      actions={
        <a className="btn" href={paths.products}>
          {texts.browse}
        </a>
      }
    >
      <Listing
        of={services}
        columns={useColumns()}
        rowKey={(service) => service.id}
        empty={<EmptyArch level={2} title={texts.empty.title} text={texts.empty.text} />}
      />
    </Page>
  )
}

function useColumns(): readonly Column<Service>[] {
  const texts = serviceTexts.use()
  const language = useLanguage()
  const { columns } = texts
  return [
    {
      key: 'service',
      title: columns.service,
      head: true,
      render: (service) => <ServiceName service={service} />,
    },
    { key: 'state', title: columns.state, render: ({ state }) => <ServiceState state={state} /> },
    {
      key: 'quantity',
      title: columns.quantity,
      render: ({ quantity, unit }) => (unit ? quantityText(quantity, unit, language) : String(quantity)),
    },
    {
      key: 'term',
      title: columns.term,
      render: ({ periodCount, period }) => termText(periodCount, period, language),
    },
    { key: 'expiry', title: columns.expiry, render: (service) => <Expiry service={service} /> },
    {
      key: 'acts',
      title: columns.acts,
      end: true,
      render: (service) => <Acts service={service} />,
    },
  ]
}

function ServiceName({ service }: { readonly service: Service }) {
  const text = useText()
  return (
    <Named
      logo={<ProductLogo of={service.product} />}
      name={
        <Link to="/buyer/services/$serviceId" params={{ serviceId: service.id }}>
          {text(service.product.name)}
        </Link>
      }
      below={
        <>
          {text(service.specification)}
          {service.instanceReference && (
            <>
              {'　'}
              <span className="mono">{service.instanceReference}</span>
            </>
          )}
        </>
      }
    />
  )
}

function Expiry({ service }: { readonly service: Service }) {
  const texts = serviceTexts.use()
  const language = useLanguage()
  const zone = useZone()
  if (service.state === 'opening' && service.openingUntil !== undefined)
    return <span className="dim">{texts.opensBy(timeText(service.openingUntil, { language, zone }))}</span>
  if (service.state === 'cancelled' || service.endsAt === undefined) return <span className="faint">–</span>
  return <Time at={service.endsAt} />
}

function Acts({ service }: { readonly service: Service }) {
  const texts = serviceTexts.use()
  const text = useText()
  return (
    <div className="acts">
      <Link
        className="link"
        to="/buyer/services/$serviceId"
        params={{ serviceId: service.id }}
        aria-label={texts.detailsOf(text(service.product.name))}
      >
        {texts.details}
      </Link>
    </div>
  )
}
