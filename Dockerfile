# An image with matterlint and git: docs/install.md says how it is used.
FROM rust:1.95-alpine AS build
RUN apk add --no-cache musl-dev
WORKDIR /source
COPY Cargo.toml Cargo.lock ./
COPY src ./src
COPY schemas ./schemas
RUN cargo build --release --locked --bin matterlint

FROM alpine:3.22
# git for --changed-since and for rules that compare with earlier versions. A site that is mounted belongs to somebody
# else, which git would refuse.
RUN apk add --no-cache git && git config --system --add safe.directory '*'
COPY --from=build /source/target/release/matterlint /usr/local/bin/matterlint
WORKDIR /site
ENTRYPOINT ["matterlint"]
CMD ["check"]
