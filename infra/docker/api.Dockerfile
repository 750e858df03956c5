# The API, with the saga and its database: docker build -f infra/docker/api.Dockerfile .

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

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble
WORKDIR /app
# The API reads the headers of pictures, never their pixels: it needs no native library.
COPY --from=build /out/api ./
COPY --chmod=755 infra/docker/is-ready.sh /usr/local/bin/is-ready
RUN install -d -m 700 -o "$APP_UID" -g "$APP_UID" /data
# Inside a container every interface is the container's own; compose publishes the port on the host's loopback only.
ENV ASPNETCORE_HTTP_PORTS="" ASPNETCORE_URLS=http://0.0.0.0:8080 DATA=/data
USER $APP_UID
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["is-ready", "8080"]
ENTRYPOINT ["dotnet", "Detection.Api.dll"]
