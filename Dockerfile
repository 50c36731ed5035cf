# Built with what package-lock.json names, run without a shell's or a compiler's help: every package brings its binaries.
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM node:22-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json LICENSE NOTICE README.md ./
COPY bin ./bin
COPY data ./data
# The folder of the embedded log and store, and of what a process keeps while it runs.
RUN mkdir /var/lib/mfawatch && chown node:node /var/lib/mfawatch
USER node
VOLUME /var/lib/mfawatch
EXPOSE 8686
ENTRYPOINT ["node", "bin/mfawatch.js"]
CMD ["start", "--config", "/etc/mfawatch/mfawatch.yml"]
