"""Uses a notebook in Jupyter Notebook as a reader does, in headless Chromium: python3 open_notebook.py KERNEL_NAME NOTEBOOK PICTURES_FOLDER

Opens it, runs all cells, waits for the figures to be drawn, types "study." into a new cell, presses Tab and looks for the completion list. Pictures of each
step are left in the folder. Needs Debian's jupyter-notebook, chromium, chromium-driver and python3-selenium. Ends with 1 when a step fails.
"""
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from selenium import webdriver
from selenium.webdriver import ActionChains
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

KERNEL, NOTEBOOK, PICTURES = sys.argv[1], Path(sys.argv[2]).resolve(), Path(sys.argv[3]).resolve()
PATIENCE = 240


def start_server(folder):
    environment = dict(os.environ, JUPYTER_CONFIG_DIR=str(folder / "config"), JUPYTER_RUNTIME_DIR=str(folder / "runtime"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "notebook", "--no-browser", f"--port={port}", "--port-retries=0", "--ip=127.0.0.1", "--allow-root", f"--notebook-dir={folder}", "--MultiKernelManager.default_kernel_name=" + KERNEL]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    lines = []
    for line in server.stderr:
        lines.append(line)
        found = re.search(r"(http://127\.0\.0\.1:\d+)/\?token=(\w+)", line)
        if found:
            # Read on, or the server stops when the pipe is full.
            subprocess.Popen(["cat"], stdin=server.stderr, stdout=subprocess.DEVNULL)
            return server, *found.groups()
    raise RuntimeError("Jupyter Notebook did not start:\n" + "".join(lines))


def browser():
    options = Options()
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,1600", "--force-device-scale-factor=1"):
        options.add_argument(argument)
    driver = webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)
    driver.set_script_timeout(30)
    return driver


def wait(what, condition, patience=PATIENCE):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.25)
    raise AssertionError(f"{what}: not within {patience} s")


def use(driver, url, token):
    script = driver.execute_script
    start = time.monotonic()

    def told(what):
        print(f"{what}: ok ({time.monotonic() - start:.1f} s)", flush=True)

    driver.get(f"{url}/notebooks/notebooks/{NOTEBOOK.name}?token={token}")
    wait("kernel", lambda: script("return !!(window.Jupyter && Jupyter.notebook && Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected())"))
    wait("kernel name", lambda: script("return Jupyter.notebook.kernel.name") == KERNEL, 10)
    told("opened with our kernel")

    script("Jupyter.notebook.execute_all_cells()")
    time.sleep(1)
    busy = "return Jupyter.notebook.get_cells().filter(c => c.cell_type === 'code' && (c.input_prompt_number === '*' || (c.get_text().trim() && !c.input_prompt_number))).length"
    wait("cells", lambda: script(busy) == 0)
    errors = [e.text for e in driver.find_elements(By.CSS_SELECTOR, ".output_error")]
    assert not errors, f"errors: {errors}"
    told("ran all cells")

    def drawn():
        return script(
            "return [...document.querySelectorAll('.js-plotly-plot')].map(p => [p.querySelectorAll('svg.main-svg').length,"
            " p.querySelectorAll('.scatterlayer path, .boxlayer path, .barlayer path').length, p.getBoundingClientRect().width])")

    wait("figures", lambda: (found := drawn()) and all(s > 0 and m > 0 and w > 200 for s, m, w in found))
    waiting = script("return document.querySelectorAll('.output .waiting').length")
    assert waiting == 0, f"{waiting} figures are not drawn"
    told(f"drew {len(drawn())} figures")
    for i, figure in enumerate(driver.find_elements(By.CSS_SELECTOR, ".js-plotly-plot")):
        script("arguments[0].scrollIntoView({block: 'center'})", figure)
        time.sleep(0.3)
        driver.save_screenshot(str(PICTURES / f"figure-{i + 1}.png"))

    script("Jupyter.notebook.insert_cell_at_bottom('code'); const n = Jupyter.notebook.ncells() - 1; Jupyter.notebook.select(n); Jupyter.notebook.edit_mode(); Jupyter.notebook.scroll_to_cell(n)")
    time.sleep(0.5)
    ActionChains(driver).send_keys("study.").pause(0.5).send_keys(Keys.TAB).perform()
    items = wait("completion list", lambda: [o.text for o in driver.find_elements(By.CSS_SELECTOR, "#complete select option")], 45)
    driver.save_screenshot(str(PICTURES / "completion.png"))
    missing = {"Open", "Import", "Definition"} - {i.split("(")[0].strip() for i in items}
    assert not missing, f"{missing} are not in {items}"
    told(f"completed study. with {len(items)} names")

    ActionChains(driver).send_keys(Keys.ESCAPE).pause(0.3).perform()
    script("const c = Jupyter.notebook.get_selected_cell(); c.set_text('study.Open'); Jupyter.notebook.edit_mode(); c.code_mirror.setCursor(0, 10)")
    ActionChains(driver).key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT).perform()
    tooltip = wait("tooltip", lambda: [t.text for t in driver.find_elements(By.CSS_SELECTOR, "#tooltip") if t.text.strip()], 60)
    driver.save_screenshot(str(PICTURES / "tooltip.png"))
    assert "Open" in tooltip[0], tooltip
    told("showed the documentation")


def main():
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "notebooks").mkdir()
        shutil.copy(NOTEBOOK, folder / "notebooks")
        (folder / "data-schema").symlink_to(NOTEBOOK.parent.parent / "data-schema")
        server, url, token = start_server(folder)
        driver = browser()
        try:
            use(driver, url, token)
        except BaseException:
            driver.save_screenshot(str(PICTURES / "failed.png"))
            raise
        finally:
            driver.quit()
            server.terminate()
            server.wait(timeout=20)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except AssertionError as error:
        print(f"FAILED: {error}")
        sys.exit(1)
