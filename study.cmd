@echo off
rem Sets up what is missing, builds once, runs the console program: study report, study --help
setlocal
set "HOME_DIR=%~dp0"
if "%HOME_DIR:~-1%"=="\" set "HOME_DIR=%HOME_DIR:~0,-1%"
where dotnet >nul 2>nul || (
  echo study: the .NET 10 SDK is not installed. Install it from https://dot.net, then run the same command again. 1>&2
  exit /b 3
)
powershell -NoProfile -ExecutionPolicy Bypass -File "%HOME_DIR%\scripts\build-study.ps1" || exit /b 70
if not defined STUDY_HOME set "STUDY_HOME=%HOME_DIR%"
"%HOME_DIR%\.build\study\study.exe" %*
exit /b %ERRORLEVEL%
