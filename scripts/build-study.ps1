# Builds the console program into .build\study when a source is newer than the last build.
$ErrorActionPreference = 'Stop'
$root = Split-Path -Parent $PSScriptRoot
$build = Join-Path $root '.build'
$stamp = Join-Path $build 'study.stamp'
$program = Join-Path $build 'study\study.exe'

if ((Test-Path $program) -and (Test-Path $stamp)) {
    $built = (Get-Item $stamp).LastWriteTimeUtc
    $sources = Get-ChildItem -Recurse -File -Path (Join-Path $root 'src'), (Join-Path $root 'data-schema\schemas') |
        Where-Object { $_.FullName -notmatch '[\\/](bin|obj)[\\/]' }
    $sources += Get-Item (Join-Path $root '*.props'), (Join-Path $root 'global.json')
    if (-not ($sources | Where-Object { $_.LastWriteTimeUtc -gt $built } | Select-Object -First 1)) { exit 0 }
}

New-Item -ItemType Directory -Force $build | Out-Null
[Console]::Error.WriteLine('study: building (once; a minute or two the first time) ...')
$fresh = Join-Path $build "study.$PID"
$started = Get-Date
$log = Join-Path $build 'build.log'
dotnet publish (Join-Path $root 'src\StudyAnalysis.Cli') -c Release -o $fresh --nologo -v quiet -p:RunAnalyzers=false *> $log
if ($LASTEXITCODE -ne 0) {
    [Console]::Error.WriteLine("study: the build failed; the whole log is $log.")
    exit 70
}
$final = Join-Path $build 'study'
if (Test-Path $final) { Remove-Item -Recurse -Force $final }
Move-Item $fresh $final
New-Item -ItemType File -Force $stamp | Out-Null
(Get-Item $stamp).LastWriteTime = $started
