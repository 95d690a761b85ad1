# newsfacts over HTTP: docker build -t newsfacts . && docker run -p 8000:8000 -e NEWSFACTS_TOKEN=… newsfacts
# The models and dictionaries come inside the wheels; nothing is fetched when it runs.
FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY src ./src
RUN python -m venv /opt/newsfacts \
    && /opt/newsfacts/bin/pip install --no-cache-dir --disable-pip-version-check ".[serve]" \
    && /opt/newsfacts/bin/newsfacts --version

FROM python:3.13-slim
COPY --from=build /opt/newsfacts /opt/newsfacts
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin newsfacts
ENV PATH=/opt/newsfacts/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    OPENBLAS_NUM_THREADS=1
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["newsfacts", "serve", "--host", "0.0.0.0", "--port", "8000"]
