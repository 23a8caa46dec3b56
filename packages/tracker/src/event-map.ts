import type { Properties } from './plugin.ts'

/** A product: https://segment.com/docs/connections/spec/ecommerce/v2/ */
interface Product {
  product_id?: string
  sku?: string
  name?: string
  brand?: string
  category?: string
  variant?: string
  price?: number
  quantity?: number
  currency?: string
  coupon?: string
  position?: number
  url?: string
  image_url?: string
}

interface Cart {
  cart_id?: string
  products?: readonly (Product & Properties)[]
}

interface Checkout {
  checkout_id?: string
  order_id?: string
  step?: number
  shipping_method?: string
  payment_method?: string
}

interface Order extends Cart {
  checkout_id?: string
  order_id?: string
  total?: number
  subtotal?: number
  revenue?: number
  shipping?: number
  tax?: number
  discount?: number
  coupon?: string
  currency?: string
}

interface Coupon {
  coupon_id?: string
  coupon_name?: string
  order_id?: string
  cart_id?: string
  discount?: number
  reason?: string
}

interface ProductList extends Cart {
  list_id?: string
  category?: string
}

interface Promotion {
  promotion_id?: string
  creative?: string
  name?: string
  position?: string
}

interface Account {
  account_name?: string
  context?: Properties
}

interface Trial {
  trial_start_date?: string
  trial_end_date?: string
  trial_plan_name?: string
}

interface SignedUp {
  type?: string
  first_name?: string
  last_name?: string
  email?: string
  phone?: string
  username?: string
  title?: string
}

interface Conversation {
  agent_id?: string
  agent_name?: string
  agent_username?: string
  conversation_id?: string
  conversation_duration?: number
}

interface FormEvent {
  form_id?: string
  form_name?: string
  last_field?: string
}

/**
 * Standard events by name, with their properties: those that the tracker sends automatically, and those of
 * https://segment.com/docs/connections/spec/semantic/. All properties are optional, and others may be added.
 */
export interface StandardEvents {
  'Page Engaged': { engaged_ms?: number; scroll_depth?: number; content_type?: string }
  'Form Viewed': FormEvent
  'Form Started': FormEvent
  'Form Abandoned': FormEvent
  'Form Submitted': FormEvent & { action?: string; fields?: Properties; field_types?: Properties }
  'Link Clicked': { href?: string; kind?: string; text?: string }

  'Demo Requested': { plan?: string }
  'Account Created': Account
  'Account Deleted': Account
  'Account Added User': { role?: string }
  'Account Removed User': Account
  'Invite Sent': { invitee_email?: string; invitee_first_name?: string; invitee_role?: string }
  'Signed Up': SignedUp
  'Signed In': { username?: string }
  'Signed Out': { username?: string }
  'Trial Started': Trial
  'Trial Ended': Trial

  'Live Chat Conversation Started': Conversation
  'Live Chat Conversation Ended': Conversation
  'Live Chat Message Sent': Conversation & { message_id?: string }
  'Live Chat Message Received': Conversation & { message_id?: string }

  'Products Searched': { query?: string }
  'Product List Viewed': ProductList
  'Product List Filtered': ProductList & { filters?: readonly Properties[]; sorts?: readonly Properties[] }
  'Promotion Viewed': Promotion
  'Promotion Clicked': Promotion
  'Product Clicked': Product
  'Product Viewed': Product
  'Product Added': Product & { cart_id?: string }
  'Product Removed': Product & { cart_id?: string }
  'Product Added to Wishlist': Product & { wishlist_id?: string; wishlist_name?: string }
  'Product Removed from Wishlist': Product & { wishlist_id?: string; wishlist_name?: string }
  'Product Shared': Product & { share_via?: string; recipient?: string }
  'Product Reviewed': { product_id?: string; review_id?: string; review_body?: string; rating?: string }
  'Cart Viewed': Cart
  'Checkout Started': Order
  'Checkout Step Viewed': Checkout
  'Checkout Step Completed': Checkout
  'Payment Info Entered': Checkout
  'Order Completed': Order
  'Order Updated': Order
  'Order Refunded': Order
  'Order Cancelled': Order
  'Coupon Entered': Coupon
  'Coupon Applied': Coupon
  'Coupon Denied': Coupon
  'Coupon Removed': Coupon

  'Video Playback Started': { session_id?: string; position?: number; total_length?: number }
  'Video Playback Completed': { session_id?: string; position?: number; total_length?: number }
}

/**
 * The event names that `track` accepts: with a custom event map, its names and the standard ones; otherwise any name, and the editor
 * proposes the standard ones.
 */
export type EventName<Events extends object> =
  | (keyof Events & string)
  | keyof StandardEvents
  | (keyof Events extends never ? string & {} : never)

/** The arguments of `track` after the name: the properties, which may be omitted if none of them is required, or they may be undefined. */
export type EventProperties<Events extends object, Name> = Name extends keyof Events
  ? Record<never, never> extends (undefined extends Events[Name] ? unknown : Events[Name])
    ? [properties?: Events[Name]]
    : [properties: Events[Name]]
  : Name extends keyof StandardEvents
    ? [properties?: StandardEvents[Name] & Properties]
    : [properties?: Properties]
