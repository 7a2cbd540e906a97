import { ConfigProblem, type ServiceConfig } from '@concord/service';
import type { PaymentProvider } from './payment.gateway';
import { SandboxPayments } from './sandbox-payment.gateway';
import { StripePayments } from './stripe-payment.gateway';

/**
 * The provider that the configuration names. The sandbox charges nobody, so with NODE_ENV=production it must be named.
 * Throws `ConfigProblem`.
 */
export function paymentProviderOf(
  config: ServiceConfig,
  environment: NodeJS.ProcessEnv = process.env,
): PaymentProvider {
  const { CONCORD_PAYMENT_PROVIDER: name, STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret } = config;
  if (name === undefined && environment['NODE_ENV'] === 'production')
    throw new ConfigProblem(
      'CONCORD_PAYMENT_PROVIDER is missing: with NODE_ENV=production it must be stripe, or sandbox, which charges nobody.',
    );
  if (name !== 'stripe') return new SandboxPayments(pagesAt(config));
  const { CONCORD_PAYMENT_RETURN_URL: returnUrl, STRIPE_API_BASE: apiBase } = config;
  if (secretKey === undefined || webhookSecret === undefined || returnUrl === undefined)
    throw new ConfigProblem(
      'CONCORD_PAYMENT_PROVIDER=stripe needs STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET and CONCORD_PAYMENT_RETURN_URL.',
    );
  return new StripePayments({ secretKey, webhookSecret, returnUrl, apiBase });
}

/** Where a browser reaches orders: by the door, or at its own address. */
const pagesAt = ({ CONCORD_PUBLIC_URL: door, HOST, PORT }: ServiceConfig) =>
  door === undefined ? `http://${HOST}:${PORT}` : `${door.replace(/\/$/, '')}/orders`;
