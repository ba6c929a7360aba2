import QtQuick
import Doorstep
import "theme"
import "components"
import "screens/parts"

// The window: one screen at a time, what lies over it, the settings of whoever stands here.
Window {
    id: root

    required property ViewModels vm
    readonly property Item screenItem: page.item as Item

    color: Theme.paper
    title: vm.texts.table["app.name"]

    Binding { target: Theme; property: "scale"; value: root.vm.settings.textScale }
    Binding { target: Theme; property: "contrast"; value: root.vm.settings.contrast }
    Binding { target: Theme; property: "animated"; value: root.vm.settings.animated }
    Binding { target: Theme; property: "portrait"; value: root.height >= root.width }
    Binding { target: Theme; property: "vertical"; value: root.vm.texts.language === "mn" }
    Binding { target: Theme; property: "words"; value: root.vm.texts.words }

    function showScreen(): void {
        page.setSource("screens/" + vm.visit.screen + ".qml", {"vm": vm});
        turn.restart();
    }

    function showOverlay(): void {
        const file = vm.visit.overlay === "" ? "" : vm.visit.overlay === "warning" ? "Warning" : "Help";
        (over.item as Notice)?.close();
        if (file === "")
            over.source = "";
        else
            over.setSource("screens/" + file + ".qml", {"vm": vm});
    }

    Component.onCompleted: {
        showScreen();
        showOverlay();
    }

    Connections {
        target: root.vm.visit
        function onScreenChanged(): void { root.showScreen(); }
        function onOverlayChanged(): void { root.showOverlay(); }
    }

    Loader {
        id: page
        objectName: "page"
        width: root.width
        height: root.height
    }

    ParallelAnimation {
        id: turn
        NumberAnimation { target: page; property: "x"; from: Theme.animated ? 16 : 0; to: 0; duration: Theme.pageMs; easing.type: Easing.OutCubic }
        NumberAnimation { target: page; property: "opacity"; from: Theme.animated ? 0.2 : 1; to: 1; duration: Theme.pageMs; easing.type: Easing.OutCubic }
    }

    SettingsPanel { vm: root.vm }

    SimulationPanel {
        vm: root.vm
        width: root.width
        height: root.height
    }

    Loader {
        id: over
        objectName: "overlay"
    }

    Shortcut { sequences: ["Esc", "Back"]; onActivated: root.vm.visit.back() }
    Shortcut { sequence: "Ctrl+Home"; onActivated: root.vm.visit.home() }
    Shortcut { sequence: "F1"; onActivated: root.vm.visit.help("hotline") }
    Shortcut { sequence: "F2"; onActivated: root.vm.visit.help("staff") }
    Shortcut { sequence: "F3"; onActivated: root.vm.visit.askLanguage() }
    Shortcut { sequence: "F4"; onActivated: root.vm.settings.toggle() }
    Shortcut { sequence: "F9"; onActivated: root.vm.simulation.toggle() }
}
