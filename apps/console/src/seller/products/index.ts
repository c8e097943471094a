export { ProductPage } from './product-page.tsx'
export { ProductsPage } from './products-page.tsx'
export { EditProductPage, NewProductPage } from './wizard-page.tsx'
