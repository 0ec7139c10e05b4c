# Completion of `report` for fish:  report completion fish > ~/.config/fish/completions/report.fish
function __report_complete
    set -l words (commandline -opc)
    set -l last (commandline -ct)
    set -l name $words[1]
    set -e words[1]
    for line in (env _REPORT_COMPLETE=fish_complete $name $words "$last" 2>/dev/null </dev/null)
        set -l parts (string split \t -- $line)
        switch $parts[1]
            case plain
                printf '%s\t%s\n' $parts[2] $parts[3]
            case file
                set -l begun (string match -r -- '^--[a-z-]+=' "$last")
                for path in (__fish_complete_path (string replace -r -- '^--[a-z-]+=' '' "$last"))
                    echo "$begun$path"
                end
        end
    end
end
complete --command report --no-files --keep-order --arguments '(__report_complete)'
