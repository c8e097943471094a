import type { PageData } from '@loggia/protocol/console'
import type { BrowserPage } from '../page.ts'
import { frameTexts } from './frame/texts.ts'
import { Absence } from './frame/absence.tsx'
import { AgreementPage } from './agreement/agreement-page.tsx'
import { Account } from './account/account.tsx'
import { CompareTray } from './compare/compare-tray.tsx'
import { FavouriteNotice } from './favourites/favourite-notice.tsx'
import { Footer } from './frame/footer.tsx'
import { FrameProvider } from './frame.tsx'
import { Header } from './frame/header.tsx'
import { Home } from './home/home.tsx'
import type { LaterPages } from './later.ts'
import { LanguageOffer } from './frame/language-offer.tsx'
import { MyApps } from './my-apps/my-apps.tsx'
import { Problem } from './frame/problem.tsx'
import { Product } from './product/product.tsx'
import { Search } from './search/search.tsx'
import { SellerPage } from './seller/seller-page.tsx'
import { SiteOffer } from './frame/site-offer.tsx'
import { CompanySignIn } from './entrance/company-sign-in.tsx'
import { ConfirmEmail } from './entrance/confirm-email.tsx'
import { JoinCompany } from './entrance/join-company.tsx'
import { MailSubscription } from './entrance/mail-subscription.tsx'
import { AcceptInvitation, ResetPassword } from './entrance/reset-password.tsx'
import { SignIn } from './entrance/sign-in.tsx'
import { SignUp } from './entrance/sign-up.tsx'
import { UnifiedLogin } from './entrance/unified-login.tsx'

/** A page that the server renders completely and the browser hydrates. */
export type StorefrontPage = Exclude<PageData, { route: 'centre' }>

/** The component tree, the same on the server and in the browser. */
export function Storefront({
  page,
  frame,
  later = {},
}: {
  readonly page: StorefrontPage
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

function Content({ page, later }: { readonly page: StorefrontPage; readonly later: LaterPages }) {
  switch (page.route) {
    case 'home':
      return <Home page={page} />
    case 'product':
      return (
        <Product
          product={page.product}
          feedback={page.feedback}
          marketTerms={page.marketTerms}
          related={page.related}
        />
      )
    case 'absence':
      return <Absence product={page.product} feedback={page.feedback} />
    case 'checkout':
      return later.Checkout && <later.Checkout page={page} />
    case 'compare':
      return later.Compare && <later.Compare page={page} />
    case 'search':
      return <Search page={page} />
    case 'sellers':
      return later.Sellers && <later.Sellers page={page} />
    case 'seller':
      return <SellerPage page={page} />
    case 'sign-in':
      return <SignIn page={page} />
    case 'company-sign-in':
      return <CompanySignIn next={page.next} given={page.given} isAnew={page.isAnew} />
    case 'sign-up':
      return <SignUp mode={page.mode} next={page.next} />
    case 'agreement':
      return <AgreementPage page={page} />
    case 'developers':
      return later.DevelopersPage && <later.DevelopersPage page={page} />
    case 'document':
      return later.DocumentPage && <later.DocumentPage page={page} />
    case 'reset-password':
      return <ResetPassword sendsMail={page.sendsMail} />
    case 'accept-invitation':
      return <AcceptInvitation />
    case 'confirm-email':
      return <ConfirmEmail />
    case 'join-company':
      return <JoinCompany />
    case 'mail-subscription':
      return <MailSubscription />
    case 'account':
      return <Account next={page.next} />
    case 'my-apps':
      return <MyApps appId={page.appId} />
    case 'unified-login':
      return <UnifiedLogin />
    case 'sell':
      return later.Sell && <later.Sell application={page.application} conditions={page.conditions} />
    case 'problem':
      return <Problem page={page} />
  }
}
