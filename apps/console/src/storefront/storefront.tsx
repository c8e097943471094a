import type { PageData } from '@loggia/protocol/console'
import type { BrowserPage, StaticPage } from '../page.ts'
import { frameTexts } from './frame/texts.ts'
import { CompareTray } from './compare/compare-tray.tsx'
import { FavouriteNotice } from './favourites/favourite-notice.tsx'
import { Footer } from './frame/footer.tsx'
import { FrameProvider } from './frame.tsx'
import { Header } from './frame/header.tsx'
import type { LaterPages } from './later.ts'
import { LanguageOffer } from './frame/language-offer.tsx'
import { SiteOffer } from './frame/site-offer.tsx'

/** A page that the server renders completely and the browser hydrates. */
export type StorefrontPage = Exclude<PageData, { route: 'centre' }>

/** The component tree, the same on the server and in the browser. */
export function Storefront({
  page,
  frame,
  later = {},
}: {
  readonly page: StorefrontPage | StaticPage
  readonly frame: BrowserPage['frame']
  readonly later?: LaterPages
}) {
  const texts = frameTexts.in(frame.language)
  return (
    <FrameProvider frame={frame}>
      <a className="skip" href="#main">
        {texts.skip}
      </a>
      <LanguageOffer />
      <SiteOffer />
      <Header
        steps={page.route === 'checkout' && later.CheckoutSteps && <later.CheckoutSteps page={page} />}
      />
      <Content page={page} later={later} />
      <Footer />
      {withProducts.has(page.route) && <CompareTray />}
      {withProducts.has(page.route) && frame.session?.buyer && <FavouriteNotice />}
    </FrameProvider>
  )
}

/** The pages on which products can be chosen for a comparison. */
const withProducts: ReadonlySet<StorefrontPage['route']> = new Set([
  'home',
  'product',
  'absence',
  'search',
  'seller',
  'sellers',
])

function Content({
  page,
  later,
}: {
  readonly page: StorefrontPage | StaticPage
  readonly later: LaterPages
}) {
  switch (page.route) {
    case 'home':
      return later.Home && <later.Home page={page} />
    case 'product':
      return (
        later.Product && (
          <later.Product
            product={page.product}
            feedback={page.feedback}
            marketTerms={page.marketTerms}
            related={page.related}
          />
        )
      )
    case 'absence':
      return later.Absence && <later.Absence product={page.product} feedback={page.feedback} />
    case 'checkout':
      return later.Checkout && <later.Checkout page={page} />
    case 'compare':
      return later.Compare && <later.Compare page={page} />
    case 'search':
      return later.Search && <later.Search page={page} />
    case 'sellers':
      return later.Sellers && <later.Sellers page={page} />
    case 'seller':
      return later.SellerPage && <later.SellerPage page={page} />
    case 'sign-in':
      return later.SignIn && <later.SignIn page={page} />
    case 'company-sign-in':
      return (
        later.CompanySignIn && (
          <later.CompanySignIn next={page.next} given={page.given} isAnew={page.isAnew} />
        )
      )
    case 'sign-up':
      return later.SignUp && <later.SignUp mode={page.mode} next={page.next} />
    case 'agreement':
    case 'developers':
    case 'document':
      return <TextContent page={page} later={later} />
    case 'reset-password':
      return later.ResetPassword && <later.ResetPassword sendsMail={page.sendsMail} />
    case 'accept-invitation':
      return later.AcceptInvitation && <later.AcceptInvitation />
    case 'confirm-email':
      return later.ConfirmEmail && <later.ConfirmEmail />
    case 'join-company':
      return later.JoinCompany && <later.JoinCompany />
    case 'mail-subscription':
      return later.MailSubscription && <later.MailSubscription />
    case 'account':
      return later.Account && <later.Account next={page.next} />
    case 'my-apps':
      return later.MyApps && <later.MyApps appId={page.appId} />
    case 'unified-login':
      return later.UnifiedLogin && <later.UnifiedLogin />
    case 'sell':
      return later.Sell && <later.Sell application={page.application} conditions={page.conditions} />
    case 'problem':
      return later.Problem && <later.Problem page={page} />
  }
}

type TextPage = Extract<StorefrontPage, StaticPage> | StaticPage

/** A page that is only text: with its data, as the server renders it; without, as the browser takes it over. */
function TextContent({ page, later }: { readonly page: TextPage; readonly later: LaterPages }) {
  if ('agreement' in page) return later.AgreementPage && <later.AgreementPage page={page} />
  if ('shown' in page) return later.DocumentPage && <later.DocumentPage page={page} />
  if ('documents' in page) return later.DevelopersPage && <later.DevelopersPage page={page} />
  if (page.route === 'agreement') return later.StaticMain && <later.StaticMain />
  return later.CodeMain && <later.CodeMain />
}
