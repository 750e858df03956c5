# A worker: docker build -f infra/docker/worker.Dockerfile .

# The build stage is the same, to the letter, in both Dockerfiles: the second image takes it from the first one's cache.
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
WORKDIR /src
# 1: ONNX Runtime with its CUDA and TensorRT providers, for images that bring CUDA 13 and cuDNN 9.
ARG WITH_CUDA=0
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NUGET_PACKAGES=/nuget WITH_CUDA=$WITH_CUDA
COPY . .
# Fetches nothing but packages where the registry is complete; otherwise also packs what it lacks (infra/feed/README.md).
RUN --mount=type=cache,target=/nuget infra/feed/build.sh
# Portable, without -r: the layout of a build, which the tests run.
RUN --mount=type=cache,target=/nuget \
    dotnet publish services/Detection.Api -c Release -o /out/api && \
    dotnet publish services/Detection.Worker -c Release -o /out/worker

# Which packages of Ubuntu the native libraries need, asked of the very image that they are to run in.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble AS natives
COPY --from=build /out/worker /out/worker
COPY infra/docker/native-packages.sh /usr/local/bin/
RUN bash /usr/local/bin/native-packages.sh /out/worker >/native-packages

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble
WORKDIR /app
COPY --from=natives /native-packages /tmp/
RUN apt-get update -qq && \
    xargs -r apt-get install -y -qq --no-install-recommends </tmp/native-packages && \
    rm -rf /var/lib/apt/lists/*
COPY --from=build /out/worker ./
# A library that is still missing is to fail the build, not the first picture.
RUN ! find runtimes -name '*.so' ! -name 'libonnxruntime_providers_*' \
        \( -path '*/ubuntu-x64/*' -o -path '*/linux-x64/*' \) -exec ldd {} + | grep 'not found' && \
    install -d -m 700 -o "$APP_UID" -g "$APP_UID" /data
# Models of one's own are mounted at /app/models; without any, the built-in one runs (/app/builtin). MODELS is not set: a
# folder that is named and holds no model refuses the start.
ENV DATA=/data
USER $APP_UID
VOLUME /data
# No health check: a worker has no port. It ends when it can not go on, and the restart policy starts it again; a worker
# that has gone silent is missing from the API's /health/ready, and the broker gives its pictures to another.
ENTRYPOINT ["dotnet", "Detection.Worker.dll"]
