# One image for all services: the command says which one runs. Build: docker compose build
FROM node:24-bookworm-slim AS build
WORKDIR /concord
COPY package.json package-lock.json .npmrc ./
# Manifests: written by npm run generate.
COPY apps/catalog/package.json apps/catalog/
COPY apps/cli/package.json apps/cli/
COPY apps/console/package.json apps/console/
COPY apps/customer-service/package.json apps/customer-service/
COPY apps/edge/package.json apps/edge/
COPY apps/inventory/package.json apps/inventory/
COPY apps/logistics/package.json apps/logistics/
COPY apps/marketing/package.json apps/marketing/
COPY apps/orders/package.json apps/orders/
COPY apps/oversight/package.json apps/oversight/
COPY apps/storefront/package.json apps/storefront/
COPY libs/client/package.json libs/client/
COPY libs/contracts/package.json libs/contracts/
COPY libs/event-bus/package.json libs/event-bus/
COPY libs/event-sourcing/package.json libs/event-sourcing/
COPY libs/event-store/package.json libs/event-store/
COPY libs/local-infra/package.json libs/local-infra/
COPY libs/paper/package.json libs/paper/
COPY libs/service/package.json libs/service/
COPY libs/testing/package.json libs/testing/
# End of manifests.
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund
COPY .swcrc tsconfig.base.json ./
COPY tools/build.mjs tools/
COPY libs libs
COPY apps apps
# Sources stay behind: what runs is in dist, with its source maps.
RUN node tools/build.mjs && npm prune --omit=dev --no-audit --no-fund && rm -rf apps/*/src libs/*/src

FROM node:24-bookworm-slim
WORKDIR /concord
# Production unless said otherwise: the development issuer, for which anybody can mint tokens, refuses to run then.
ENV NODE_ENV=production NODE_OPTIONS="--max-old-space-size=384" HOST=0.0.0.0 PORT=3000 \
  CONCORD_DATA=/var/lib/concord
COPY --from=build /concord/package.json ./
COPY --from=build /concord/node_modules node_modules
COPY --from=build /concord/libs libs
COPY --from=build /concord/apps apps
RUN mkdir -p "$CONCORD_DATA" && chown node:node "$CONCORD_DATA"
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=4s --start-period=60s --start-interval=1s --retries=6 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health/ready').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
