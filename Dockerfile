# docker build -t leadlight . && docker run -p 8787:8787 -v leadlight:/data leadlight

# Builds every package, then keeps what runs: the command, its packages and their dependencies.
FROM node:24-bookworm-slim AS build
WORKDIR /source
COPY . .
RUN npm ci --no-audit --no-fund && npm run build
RUN mkdir /packed /app && npm pack --pack-destination /packed \
      --workspace=packages/protocol --workspace=packages/scoring --workspace=packages/collector \
      --workspace=packages/dashboard --workspace=packages/server
RUN cd /app && npm init --yes > /dev/null && npm install --omit=dev --no-audit --no-fund /packed/*.tgz pg@8

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    LEADLIGHT_HOST=0.0.0.0 \
    LEADLIGHT_PORT=8787 \
    LEADLIGHT_DB=/data/leadlight.db
COPY --from=build --chown=root:root /app /app
# It writes to /data and nowhere else.
RUN mkdir /data && chown node:node /data && chmod 700 /data
VOLUME /data
WORKDIR /data
USER node
EXPOSE 8787
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.LEADLIGHT_PORT}/api/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/node_modules/leadlight/bin/leadlight.js"]
CMD ["serve"]
