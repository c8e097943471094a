export { ChangePage, ConvertPage, RenewPage } from './ask-pages.tsx'
export { QuotePage } from './quote-page.tsx'
export { RefundPage } from './refund-page.tsx'
