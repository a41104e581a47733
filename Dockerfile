# The build and what runs it, without what made it. docs: PRODUCTION_SETUP.md, "Outside Cloudflare".
FROM node:24-bookworm-slim AS build
WORKDIR /src
RUN apt-get update && apt-get install --yes --no-install-recommends git ca-certificates \
  && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production TZ=Europe/Oslo
RUN apt-get update && apt-get install --yes --no-install-recommends ca-certificates \
  && rm -rf /var/lib/apt/lists/* \
  && install --directory --owner=node --group=node --mode=700 /data
COPY --from=build /src/node_modules ./node_modules
COPY --from=build /src/package.json ./
COPY --from=build /src/scripts ./scripts
COPY --from=build /src/worker ./worker
COPY --from=build /src/build ./build
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/readyz').then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
# No shell in between: SIGTERM reaches the process that drains.
ENTRYPOINT ["node", "scripts/production/serve.ts", "--host", "0.0.0.0", "--proxied", "--data", "/data", "--file", "/run/secrets/tms"]
